import type { SplitName } from '@turbo-hoi/core';

/**
 * Splits for images that have none: every fifth one is for testing and the one before it for validation; of fewer than five images the last ones,
 * if others remain for training.
 */
export function spreadSplits(count: number): SplitName[] {
  const period = Math.min(5, Math.max(2, count));
  return Array.from({ length: count }, (_, i) => {
    if (count > 1 && i % period === period - 1) return 'test';
    return count > 2 && i % period === period - 2 ? 'validation' : 'train';
  });
}

/** Gives the images that name no split one by {@link spreadSplits}, in their order; others keep theirs. */
export function withSplits<Image extends { readonly split?: SplitName }>(
  images: readonly Image[],
): { readonly images: (Image & { readonly split: SplitName })[]; readonly chosen: SplitName[] } {
  const chosen = spreadSplits(images.filter(({ split }) => split === undefined).length);
  let next = 0;
  return {
    images: images.map((image) => ({ ...image, split: image.split ?? chosen[next++] })),
    chosen,
  };
}
