import { resolve } from 'node:path';
import type { BackendChoice } from '@turbo-hoi/backends';
import {
  type DatasetContext,
  type DatasetInfo,
  type PluginConfig,
  TurboHoiError,
} from '@turbo-hoi/core';
import { resizeImage } from '@turbo-hoi/datasets/node';
import { createPredictor, type PhotoPredictor } from '@turbo-hoi/inference';
import type { PredictCommandOptions } from '../cli/predict.command';
import { showPath } from '../cli/show-path';
import { applySetting } from '../config/apply-setting';
import type { Experiment } from '../config/experiment';
import { parseSettingOf } from '../config/setting';
import { commandLinePlugins } from '../plugins/plugin-request';
import { openRun } from '../run-folder/open-run';

/** A predictor as the command line asks for it, and what is to be said of it. */
export interface OpenedPredictor {
  readonly predictor: PhotoPredictor;
  readonly info: DatasetInfo;
  /** The detector's config. */
  readonly detector: PluginConfig;
  readonly run: { readonly name: string; readonly path: string; readonly steps: number };
  /** Element n says whether stage n estimates poses and recognises actions. */
  readonly stageCount: number;
}

/**
 * Opens the run with the detector that is asked for.
 *
 * @throws TurboHoiError `usage` for a detector that cannot see; as `openRun` does
 */
export async function openPredictor(
  options: PredictCommandOptions,
  cwd: string,
  context: DatasetContext,
  notify: (line: string) => void,
): Promise<OpenedPredictor> {
  const { path, state, composed, loadModel } = await openRun(resolve(cwd, options.run), {
    plugins: commandLinePlugins(options.plugin, cwd),
    context,
    change: (experiment) => forPhotos(experiment, options),
  });
  const { experiment, dataset, detector } = composed;
  const { model, backend } = await loadModel(options.backend as BackendChoice, notify);
  notify(`${showPath(path, cwd)} on ${backend.name} (${backend.device})`);
  const predictor = await createPredictor({
    model,
    detector,
    input: experiment.input,
    resizeImage,
    minScore: options.minScore,
    minActionScore: options.minActionScore,
  });
  return {
    predictor,
    info: dataset.info,
    detector: experiment.detector,
    run: { name: experiment.name, path: showPath(path, cwd), steps: state.step },
    stageCount: model.stageCount,
  };
}

/** The run's config with the detector that is asked for; its poses are for training and may be gone. */
function forPhotos(experiment: Experiment, options: PredictCommandOptions): Experiment {
  const { detector: kind = experiment.detector.kind, detectorSet: texts = [] } = options;
  const settings = texts.map((text) => parseSettingOf('--detector-set', text));
  const base = kind === experiment.detector.kind ? experiment.detector : { kind };
  const detector = settings.reduce<PluginConfig>(applySetting, base);
  if (detector.kind === 'annotated') throw cannotSee(options.detector === undefined);
  return { ...experiment, detector, poses: null };
}

function cannotSee(isOfRun: boolean): TurboHoiError {
  return new TurboHoiError(
    'usage',
    `--detector: "annotated"${isOfRun ? ', with which the run was trained,' : ''} reads annotations and cannot see a photo. ` +
      'Name one that can: --detector npm-models (of @turbo-hoi/pretrained: --plugin @turbo-hoi/pretrained), or ' +
      '--detector file --detector-set file=boxes.json for what another program found (COCO results).',
  );
}
