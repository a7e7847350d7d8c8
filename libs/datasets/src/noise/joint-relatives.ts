import type { KeypointLayout } from '@turbo-hoi/core';

/** For each joint all others, nearest first: along bones, the other side of the body counting as a bone. */
export function jointRelatives({ names, bones, mirror }: KeypointLayout): readonly number[][] {
  const joined = names.map((_, k) => [
    ...(mirror[k] === k ? [] : [mirror[k]]),
    ...bones.flatMap(([a, b]) => (a === k ? [b] : b === k ? [a] : [])),
  ]);
  return names.map((_, k) => {
    const order = [k];
    for (const at of order)
      for (const next of joined[at]) if (!order.includes(next)) order.push(next);
    return order.slice(1);
  });
}

/** The nearest relative of a joint that is annotated; -1: none. */
export function annotatedRelative(
  relatives: readonly number[],
  keypoints: ArrayLike<number>,
): number {
  return relatives.find((k) => keypoints[3 * k + 2] > 0) ?? -1;
}
