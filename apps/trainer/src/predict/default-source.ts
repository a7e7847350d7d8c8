import { type DatasetContext, type PluginConfig, TurboHoiError } from '@turbo-hoi/core';
import { withoutImages } from '@turbo-hoi/datasets';
import { type Experiment, parseExperiment } from '@turbo-hoi/experiment';
import {
  composeExperiment,
  createRunContainer,
  loadTrainedModel,
  type OpenRunOptions,
} from '@turbo-hoi/experiment/node';
import {
  balancedRank,
  LIKELY_BOX,
  MAX_PEOPLE,
  MIN_ACTION_SCORE,
  MIN_SCORE,
  SHOWN_BOXES,
  SHOWN_TRIPLET_SCORE,
} from '@turbo-hoi/photo';
import { readPhotoModel } from '@turbo-hoi/photo/node';
import { packageSource } from '@turbo-hoi/pretrained/node';
import type { ModelSource } from './model-source';

/**
 * Opens what `predict` uses with neither --run nor --config: the model of @turbo-hoi/photo behind its detector.
 *
 * @throws TurboHoiError `usage` without the package of the detectors; as `composeExperiment` does
 */
export async function openDefaultSource({
  plugins = [],
  modules,
  context,
  change = (experiment) => experiment,
}: OpenRunOptions): Promise<ModelSource> {
  const { info, parameters } = await readPhotoModel();
  const container = await createRunContainer([...plugins], modules);
  // The file names no folder of training data, and none is read.
  const config = { ...info.config, dataset: { kind: 'photos' } };
  const own = parseExperiment(config, 'the photo model');
  const experiment: Experiment = change(own, container);
  if (experiment.detector.kind === own.detector.kind) checkModelsPackage(experiment.detector);
  const composed = await composeExperiment(
    container,
    experiment,
    context as DatasetContext,
    withoutImages(info.dataset),
  );
  return {
    title: 'photo model',
    name: `photo model, ${info.trainedOn}`,
    listed: { photoModel: { trainedOn: info.trainedOn, madeBy: info.madeBy } },
    composed,
    container,
    rank: balancedRank(info.ranking),
    shownScore: SHOWN_TRIPLET_SCORE,
    likelyBox: LIKELY_BOX,
    shownBoxes: SHOWN_BOXES,
    distinct: true,
    minScore: MIN_SCORE,
    minActionScore: MIN_ACTION_SCORE,
    maxPeople: MAX_PEOPLE,
    loadModel: async (choice, notify) => ({
      ...(await loadTrainedModel(composed, parameters, choice, notify)),
      trainedOn: info.trainedOn,
    }),
  };
}

/** Fails before anything is read, and names the alternatives. */
function checkModelsPackage({ folder }: PluginConfig): void {
  try {
    packageSource(folder as string | undefined);
  } catch (error) {
    const { message } = error as Error;
    throw new TurboHoiError(
      'usage',
      `Without --run and --config, predict uses the photo model. ${message} ` +
        'Or predict with another model: --run DIR, written by train (newest: the newest run under runs/), or --config NAME|FILE.',
      { cause: error },
    );
  }
}
