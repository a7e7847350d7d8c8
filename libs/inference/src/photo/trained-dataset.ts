import { type DatasetInfo, TurboHoiError } from '@turbo-hoi/core';
import { formatDifferences, infoDifferences } from '@turbo-hoi/datasets';

/**
 * What the model was trained on.
 *
 * @param trained as the checkpoint says it
 * @param given by who opens it
 * @throws TurboHoiError `checkpoint` where neither says it, and where they name different things
 */
export function trainedDataset(
  trained: DatasetInfo | undefined,
  given: DatasetInfo | undefined,
): DatasetInfo {
  const dataset = trained ?? given;
  if (!dataset) {
    throw new TurboHoiError(
      'checkpoint',
      'restoreModel: the state does not say what its data set was, as those of newer checkpoints do; give it as "dataset".',
    );
  }
  const differences = given ? infoDifferences(dataset, given) : [];
  if (differences.length === 0) return dataset;
  throw new TurboHoiError(
    'checkpoint',
    `restoreModel: was trained on another data set than is given: they differ in ${formatDifferences(differences)}. Leave "dataset" out.`,
  );
}
