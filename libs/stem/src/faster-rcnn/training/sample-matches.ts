import type { Rng } from '@turbo-hoi/core';
import { BACKGROUND } from './match-boxes';

export interface SampleOptions {
  /** How many candidates are taken, if there are so many. */
  readonly count: number;
  /** Largest share of foreground among them. */
  readonly foreground: number;
}

/**
 * Indices of candidates to learn from: foreground up to its share, filled up with background, each drawn without
 * replacement (torchvision's `BalancedPositiveNegativeSampler`); foreground first.
 */
export function sampleMatches(
  matches: Int32Array,
  { count, foreground }: SampleOptions,
  rng: Rng,
): Int32Array {
  const indices = [...matches.keys()];
  const draw = (wanted: (match: number) => boolean, limit: number, label: string) => {
    const all = indices.filter((i) => wanted(matches[i]));
    const order = rng.fork(label).permutation(all.length);
    return [...order.slice(0, Math.max(0, limit))].map((place) => all[place]);
  };
  const found = draw((match) => match >= 0, Math.floor(count * foreground), 'foreground');
  const rest = draw((match) => match === BACKGROUND, count - found.length, 'background');
  return Int32Array.from([...found, ...rest]);
}
