import type { Rng } from '@turbo-hoi/core';

/** Draws classes by weight. */
export interface ClassDraw {
  /** -1 if there is no class to draw. */
  draw(rng: Rng): number;
}

/**
 * Draws of a data set's classes by weights of their names; names that the data set lacks are left out.
 */
export function classDraw(
  weights: Readonly<Record<string, number>>,
  objectClasses: readonly string[],
): ClassDraw {
  const classes: number[] = [];
  const ends: number[] = [];
  let total = 0;
  objectClasses.forEach((name, index) => {
    const weight = Object.hasOwn(weights, name) ? weights[name] : 0;
    if (weight <= 0) return;
    classes.push(index);
    ends.push((total += weight));
  });
  return {
    draw: (rng) => {
      const at = rng.next() * total;
      const found = ends.findIndex((end) => at < end);
      return classes[found] ?? -1;
    },
  };
}
