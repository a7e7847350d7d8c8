import type { HoiCategory } from '../contracts/dataset';

/** Index of an interaction in a data set's list; undefined if the list lacks it. */
export type HoiLookup = (column: number, category: number) => number | undefined;

// Cached per list: a lookup is requested for every image and stage.
const lookups = new WeakMap<readonly HoiCategory[], HoiLookup>();

/** Returns the (cached) lookup of a list by action column and object class. */
export function hoiLookup(hois: readonly HoiCategory[]): HoiLookup {
  const made = lookups.get(hois) ?? makeLookup(hois);
  lookups.set(hois, made);
  return made;
}

function makeLookup(hois: readonly HoiCategory[]): HoiLookup {
  const classes = 1 + Math.max(0, ...hois.map(({ category }) => category));
  const key = (column: number, category: number) => column * classes + category;
  const known = new Map(hois.map(({ column, category }, index) => [key(column, category), index]));
  return (column, category) => (category < classes ? known.get(key(column, category)) : undefined);
}
