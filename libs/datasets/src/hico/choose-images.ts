import type { Rng } from '@turbo-hoi/core';
import type { HicoSplit } from '@turbo-hoi/formats';

/** The images of a split, as positions in the file; those without a located pair only if they are wanted. */
export function chooseImages(split: HicoSplit, withUnlocated: boolean): Int32Array {
  return Int32Array.from(split.fileNames.keys()).filter(
    (image) => withUnlocated || split.firstPair[image] < split.firstPair[image + 1],
  );
}

/** Takes a random share out of a list; both parts keep the list's order. */
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
