import { type DatasetInfo, TurboHoiError } from '@turbo-hoi/core';
import { formatDifferences, infoDifferences } from '@turbo-hoi/datasets';

/**
 * The data set that the model was trained on.
 *
 * @param trained from the checkpoint
 * @param given by the caller
 * @throws TurboHoiError `checkpoint` if both are missing, or if they differ
 */
export function trainedDataset(
  trained: DatasetInfo | undefined,
  given: DatasetInfo | undefined,
): DatasetInfo {
  const dataset = trained ?? given;
  if (!dataset) {
    throw new TurboHoiError(
      'checkpoint',
      'restoreModel: the state does not contain its data set, as newer checkpoints do; pass it as "dataset".',
    );
  }
  const differences = given ? infoDifferences(dataset, given) : [];
  if (differences.length === 0) return dataset;
  throw new TurboHoiError(
    'checkpoint',
    `restoreModel: the model was trained on another data set than the one passed: they differ in ${formatDifferences(differences)}. Leave "dataset" out.`,
  );
}
