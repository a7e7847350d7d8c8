import type { Rng } from '@turbo-hoi/core';
import { BACKGROUND } from './match-boxes';

export interface SampleOptions {
  /** How many candidates are taken, if there are so many. */
  readonly count: number;
  /** Largest share of foreground among them. */
  readonly foreground: number;
  /** Every annotated box has one of its candidates taken before any has a second; torchvision: false. */
  readonly balanced?: boolean;
}

/**
 * Indices of candidates to learn from: foreground up to its share, filled up with background, each drawn without
 * replacement (torchvision's `BalancedPositiveNegativeSampler`); foreground first.
 */
export function sampleMatches(
  matches: Int32Array,
  { count, foreground, balanced = false }: SampleOptions,
  rng: Rng,
): Int32Array {
  const indices = [...matches.keys()];
  const draw = (wanted: (match: number) => boolean, limit: number, label: string) => {
    const all = indices.filter((i) => wanted(matches[i]));
    const order = [...rng.fork(label).permutation(all.length)].map((place) => all[place]);
    return (balanced ? inTurns(order, matches) : order).slice(0, Math.max(0, limit));
  };
  const found = draw((match) => match >= 0, Math.floor(count * foreground), 'foreground');
  const rest = draw((match) => match === BACKGROUND, count - found.length, 'background');
  return Int32Array.from([...found, ...rest]);
}

/** Every box's first candidate, then every box's second, and so on. */
function inTurns(candidates: readonly number[], matches: Int32Array): number[] {
  const taken = new Map<number, number>();
  const turns = candidates.map((candidate) => {
    const match = matches[candidate];
    // Background is no box: all of it keeps its order.
    const turn = match < 0 ? 0 : (taken.get(match) ?? 0);
    taken.set(match, turn + 1);
    return { candidate, turn };
  });
  return turns.sort((a, b) => a.turn - b.turn).map(({ candidate }) => candidate);
}
