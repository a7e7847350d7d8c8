import { type DatasetInfo, formatPath, TurboHoiError } from '@turbo-hoi/core';
import { datasetInfoSchema, formatDifferences, infoDifferences } from '@turbo-hoi/datasets';
import { z } from 'zod';

/** What a model has to know of the run that trained it. */
const stateSchema = z.object({
  config: z.record(z.string(), z.unknown()),
  dataset: datasetInfoSchema.optional(),
});

export type TrainedState = z.output<typeof stateSchema>;

/** @throws TurboHoiError `checkpoint` for what is no `state.json` */
export function readTrainedState(state: unknown): TrainedState {
  const { success, data, error } = stateSchema.safeParse(state);
  if (success) return data;
  const [{ path, message }] = error.issues;
  throw new TurboHoiError(
    'checkpoint',
    `restoreModel: state${formatPath(path)}: ${message}; expected the content of a checkpoint's state.json.`,
  );
}

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
