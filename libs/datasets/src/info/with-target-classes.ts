import type { Dataset } from '@turbo-hoi/core';

/**
 * Adds the classes of the training split's targets (`targetClasses`) to a data set's info, unless the info has them already or
 * the training split is empty.
 */
export async function withTargetClasses(dataset: Dataset): Promise<Dataset> {
  const { info } = dataset;
  const train = dataset.split('train');
  if (info.targetClasses || train.size === 0) return dataset;
  const seen = info.actions.columns.map(() => new Set<number>());
  for (let index = 0; index < train.size; index++) {
    const { people, objects } = await train.annotations(index);
    for (const { interactions } of people) {
      for (const { column, object } of interactions ?? []) {
        if (object !== null) seen[column].add(objects[object].category);
      }
    }
  }
  const targetClasses = seen.map((classes) => [...classes].sort((a, b) => a - b));
  return { ...dataset, info: { ...info, targetClasses } };
}
