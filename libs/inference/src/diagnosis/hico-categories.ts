import type { DatasetInfo } from '@turbo-hoi/core';

/** The listed interactions as evaluators take them; none if the data set lists none. */
export function hicoCategories({ hois = [] }: Pick<DatasetInfo, 'hois'>) {
  return hois.map(({ column, category, trainingPairs }) => ({
    verb: column,
    object: category,
    trainingPairs,
  }));
}
