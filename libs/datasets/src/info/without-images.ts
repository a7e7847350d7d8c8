import type { Dataset, DatasetInfo, DatasetSplit } from '@turbo-hoi/core';

/** A data set with only its info: every split is empty. */
export function withoutImages(info: DatasetInfo): Dataset {
  const none = async (index: number): Promise<never> => {
    throw new RangeError(`${info.name}: got index ${index}; the data set has no images`);
  };
  const split: DatasetSplit = { size: 0, annotations: none, sample: none };
  return { info, split: () => split };
}
