import type { CheckpointState } from '@turbo-hoi/checkpoints';
import { type DatasetInfo, TurboHoiError } from '@turbo-hoi/core';
import { formatDifferences, infoDifferences } from '@turbo-hoi/datasets';

/**
 * @param path of the checkpoint
 * @throws TurboHoiError `checkpoint` where the data set at hand names other things than the one that the model was trained on
 */
export function checkSameData(
  path: string,
  { dataset }: Pick<CheckpointState, 'dataset'>,
  here: DatasetInfo,
): void {
  const differences = dataset ? infoDifferences(dataset, here) : [];
  if (differences.length === 0) return;
  throw new TurboHoiError(
    'checkpoint',
    `${path} was trained on another data set than "${here.name}" is here: they differ in ${formatDifferences(differences)}. ` +
      'Put back the data that the run was trained on, or train a new run.',
  );
}
