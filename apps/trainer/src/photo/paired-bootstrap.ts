import { createRng } from '@turbo-hoi/core';

const RESAMPLES = 10_000;
const SEED = 0;

/**
 * 95 % interval of the mean difference of paired outcomes, by a percentile bootstrap over photos with a fixed seed.
 *
 * @param differences model minus baseline, of each photo
 * @returns [lo, hi]; [0, 0] without photos
 */
export function pairedBootstrap(differences: readonly number[]): [number, number] {
  const count = differences.length;
  if (count === 0) return [0, 0];
  const values = Float64Array.from(differences);
  const rng = createRng(SEED).fork('bootstrap');
  const means = new Float64Array(RESAMPLES);
  for (let i = 0; i < RESAMPLES; i++) {
    let sum = 0;
    for (let k = 0; k < count; k++) sum += values[rng.int(count)];
    means[i] = sum / count;
  }
  means.sort();
  return [means[Math.floor(0.025 * RESAMPLES)], means[Math.ceil(0.975 * RESAMPLES) - 1]];
}
