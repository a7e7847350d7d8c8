import { type DatasetInfo, hoiLookup } from '@turbo-hoi/core';

/** Tests if a column's target may be of a class. */
export function targetFilter({
  hois,
  targetClasses,
}: Pick<DatasetInfo, 'hois' | 'targetClasses'>): (column: number, category: number) => boolean {
  if (hois) {
    const find = hoiLookup(hois);
    return (column, category) => find(column, category) !== undefined;
  }
  if (!targetClasses) return () => true;
  return (column, category) => {
    const known = targetClasses[column];
    return known.length === 0 || known.includes(category);
  };
}
