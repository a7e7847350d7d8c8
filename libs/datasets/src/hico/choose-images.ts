import type { Rng } from '@turbo-hoi/core';
import type { HicoSplit } from '@turbo-hoi/formats';

/** Positions in the file of the images of a split, optionally with images without a located pair. */
export function chooseImages(split: HicoSplit, withUnlocated: boolean): Int32Array {
  return Int32Array.from(split.fileNames.keys()).filter(
    (image) => withUnlocated || split.firstPair[image] < split.firstPair[image + 1],
  );
}

/** Splits a list at random by a share; both parts keep the list's order. */
export function holdOut(
  images: Int32Array,
  share: number,
  rng: Rng,
): { readonly kept: Int32Array; readonly held: Int32Array } {
  const order = rng.permutation(images.length);
  const isHeld = new Uint8Array(images.length);
  for (const position of order.subarray(0, Math.round(share * images.length))) isHeld[position] = 1;
  return {
    kept: images.filter((_, position) => !isHeld[position]),
    held: images.filter((_, position) => isHeld[position]),
  };
}
