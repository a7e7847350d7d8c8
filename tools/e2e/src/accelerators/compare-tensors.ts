import type { ParameterValue } from '@turbo-hoi/core';

type Tensors = ReadonlyMap<string, ParameterValue>;

export interface Comparison {
  /** The tensor that differs most from the expected one, relative to that one's largest value; infinite for another shape or NaN. */
  readonly worst: { readonly name: string; readonly error: number };
  /** Tensors that are rounding alone on both sides, such as the gradient of a bias before a softmax, and are not compared. */
  readonly small: readonly string[];
}

/** Share of the largest value of all tensors, from which a tensor counts. */
const ROUNDING = 1e-7;

/**
 * Compares tensors of the same names.
 *
 * @throws Error if the names differ, or if no tensor is left to compare
 */
export function compareTensors(found: Tensors, expected: Tensors): Comparison {
  const names = [...expected.keys()];
  const others = [...found.keys()].filter((name) => !expected.has(name));
  const odd = [...others, ...names.filter((name) => !found.has(name))];
  if (odd.length > 0) throw new Error(`tensors of one side alone: ${odd.join(', ')}`);
  const least = ROUNDING * Math.max(0, ...names.map((name) => largest(expected.get(name)!)));
  const isSmall = (name: string) =>
    [found, expected].every((side) => largest(side.get(name)!) <= least);
  const compared = names.filter((name) => !isSmall(name));
  if (compared.length === 0) throw new Error('there is nothing to compare');
  return {
    worst: compared
      .map((name) => ({ name, error: relativeToLargest(found.get(name)!, expected.get(name)!) }))
      .reduce((worst, one) => (one.error > worst.error ? one : worst)),
    small: names.filter(isSmall),
  };
}

/** Infinite if a value is not finite. */
function largest({ data }: ParameterValue): number {
  let most = 0;
  for (const value of data) {
    const size = Math.abs(value);
    if (!(size <= most)) most = Number.isFinite(size) ? size : Infinity;
  }
  return most;
}

function relativeToLargest(found: ParameterValue, expected: ParameterValue): number {
  if (found.shape.join() !== expected.shape.join()) return Infinity;
  const apart = found.data.map((value, i) => value - expected.data[i]);
  const difference = largest({ shape: found.shape, data: apart });
  return difference === 0 ? 0 : difference / largest(expected);
}
