import type { Dataset, DatasetInfo, DatasetSplit } from '@turbo-hoi/core';

/** A data set of which nothing is there but what a model has to know: every split is empty. */
export function withoutImages(info: DatasetInfo): Dataset {
  const none = async (index: number): Promise<never> => {
    throw new RangeError(`${info.name}: there are no images, and image ${index} was asked for`);
  };
  const split: DatasetSplit = { size: 0, annotations: none, sample: none };
  return { info, split: () => split };
}
