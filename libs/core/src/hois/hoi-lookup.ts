import type { HoiCategory } from '../contracts/dataset';

/** Finds an interaction in a data set's list. */
export type HoiLookup = (column: number, category: number) => number | undefined;

// A data set has one list, which is asked for every image and stage.
const lookups = new WeakMap<readonly HoiCategory[], HoiLookup>();

/** The index of an interaction by its column and class of object; undefined for what the list lacks. */
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
