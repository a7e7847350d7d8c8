import type { CheckpointState } from '@turbo-hoi/checkpoints';
import { type DatasetInfo, TurboHoiError } from '@turbo-hoi/core';
import { formatDifferences, infoDifferences } from '@turbo-hoi/datasets';

/**
 * Checks that a data set has the vocabulary of the model's training data and, where code draws its images, their version.
 *
 * @param path path of the checkpoint
 * @throws TurboHoiError `checkpoint` if they differ
 */
export function checkSameData(
  path: string,
  { dataset }: Pick<CheckpointState, 'dataset'>,
  here: DatasetInfo,
): void {
  if (dataset && dataset.name === here.name && versionOf(dataset) !== versionOf(here)) {
    throw new TurboHoiError(
      'checkpoint',
      `${path} was trained on version ${versionOf(dataset)} of the data set "${here.name}", and this is version ${versionOf(here)}, which draws other images. ` +
        'Use the turbo-hoi that trained it, or train a new run; predict still runs it on images of your own.',
    );
  }
  const differences = dataset ? infoDifferences(dataset, here) : [];
  if (differences.length === 0) return;
  throw new TurboHoiError(
    'checkpoint',
    `${path} was trained on another data set than "${here.name}" is here: they differ in ${formatDifferences(differences)}. ` +
      'Put back the data that the run was trained on, or train a new run.',
  );
}

/** Data sets had no version at first. */
const versionOf = ({ version = 1 }: DatasetInfo): number => version;
