import type { Rng } from '@turbo-hoi/core';
import { BACKGROUND, IGNORED } from '../matching/match-boxes';

export interface SampleOptions {
  /** Number of candidates to sample, if there are that many. */
  readonly count: number;
  /** Largest share of foreground among them, 0..1. */
  readonly foreground: number;
  /** Samples one candidate of every annotated box before a second one of any; torchvision: false. */
  readonly balanced?: boolean;
}

/**
 * Indices of candidates to train on: foreground up to its share, filled up with background, each drawn without
 * replacement (torchvision's `BalancedPositiveNegativeSampler`); foreground first.
 *
 * Foreground and background are drawn with separate generators, so that neither draw depends on the size of the other.
 *
 * @param matches [n], as `matchBoxes` returns them
 */
export function sampleMatches(matches: Int32Array, options: SampleOptions, rng: Rng): Int32Array {
  const draw = (wanted: (match: number) => boolean, label: string) =>
    shuffled(indicesOf(matches, wanted), rng.fork(label));
  const foreground = draw((match) => match >= 0, 'foreground');
  const background = draw((match) => match === BACKGROUND, 'background');
  return takeInOrder(matches, [...foreground, ...background], options);
}

/** {@link sampleMatches} with one draw for foreground and background together. */
export function sampleTogether(matches: Int32Array, options: SampleOptions, rng: Rng): Int32Array {
  const candidates = indicesOf(matches, (match) => match !== IGNORED);
  return takeInOrder(matches, shuffled(candidates, rng), options);
}

/** @param order candidates in the order in which they were drawn */
function takeInOrder(
  matches: Int32Array,
  order: readonly number[],
  { count, foreground, balanced = false }: SampleOptions,
): Int32Array {
  const drawn = order.filter((i) => matches[i] >= 0);
  const found = (balanced ? inTurns(drawn, matches) : drawn).slice(
    0,
    Math.max(0, Math.floor(count * foreground)),
  );
  const rest = order.filter((i) => matches[i] === BACKGROUND);
  return Int32Array.from([...found, ...rest.slice(0, Math.max(0, count - found.length))]);
}

/** Every box's first candidate, then every box's second, and so on. */
function inTurns(candidates: readonly number[], matches: Int32Array): number[] {
  const taken = new Map<number, number>();
  const turns = candidates.map((candidate) => {
    const match = matches[candidate];
    const turn = taken.get(match) ?? 0;
    taken.set(match, turn + 1);
    return { candidate, turn };
  });
  return turns.sort((a, b) => a.turn - b.turn).map(({ candidate }) => candidate);
}

function indicesOf(matches: Int32Array, wanted: (match: number) => boolean): number[] {
  const indices: number[] = [];
  for (let i = 0; i < matches.length; i++) if (wanted(matches[i])) indices.push(i);
  return indices;
}

function shuffled(candidates: readonly number[], rng: Rng): number[] {
  return Array.from(rng.permutation(candidates.length), (place) => candidates[place]);
}
