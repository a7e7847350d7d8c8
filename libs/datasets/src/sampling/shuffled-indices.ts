import { TurboHoiError, type Rng } from '@turbo-hoi/core';

/**
 * The sample indices of a training step, one permutation per epoch.
 *
 * A pure function of its arguments, so that a resumed run continues with the same samples that it would
 * have used. A step may span two epochs.
 *
 * @param step from 0
 * @returns `batch` indices below `size`
 * @throws TurboHoiError `data` for an empty set
 */
export function shuffledIndices(size: number, batch: number, step: number, rng: Rng): number[] {
  if (size < 1) {
    throw new TurboHoiError(
      'data',
      `shuffledIndices: got a set of ${size} samples; train on at least one.`,
    );
  }
  const permutations = new Map<number, Int32Array>();
  const permutation = (epoch: number) => {
    const known = permutations.get(epoch) ?? rng.fork('epoch', epoch).permutation(size);
    permutations.set(epoch, known);
    return known;
  };
  return Array.from({ length: batch }, (_, i) => {
    const position = step * batch + i;
    return permutation(Math.floor(position / size))[position % size];
  });
}
