import type { KeypointLayout } from '@turbo-hoi/core';

/** Mirrors keypoints: x mirrored, left and right swapped; unlabelled ones stay 0, 0, 0. */
export function flipKeypoints(
  keypoints: Float32Array,
  layout: KeypointLayout,
  width: number,
): Float32Array {
  const flipped = new Float32Array(keypoints.length);
  layout.mirror.forEach((mirror, k) => {
    const [x, y, visibility] = keypoints.subarray(3 * k, 3 * k + 3);
    flipped.set([visibility > 0 ? width - x : x, y, visibility], 3 * mirror);
  });
  return flipped;
}
