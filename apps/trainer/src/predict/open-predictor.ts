import { resolve } from 'node:path';
import type { BackendChoice } from '@turbo-hoi/backends';
import {
  type DatasetContext,
  type DatasetInfo,
  type PluginConfig,
  POSE_ANNOTATORS,
  type PoseAnnotator,
  selectPlugin,
  TurboHoiError,
} from '@turbo-hoi/core';
import { poseAnnotatorsModule, resizeImage } from '@turbo-hoi/datasets/node';
import { createPredictor, type PhotoPredictor, type TrainedPart } from '@turbo-hoi/inference';
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
  /** A pose detector that is no part of the model; null: none was asked for. */
  readonly annotator: PoseAnnotator | null;
  readonly trained: readonly TrainedPart[];
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
  const { path, state, composed, container, loadModel } = await openRun(resolve(cwd, options.run), {
    plugins: commandLinePlugins(options.plugin, cwd),
    context,
    modules: [poseAnnotatorsModule],
    change: (experiment) => forPhotos(experiment, options),
  });
  const { experiment, dataset, detector } = composed;
  const pose =
    options.pose === undefined ? null : configOf(options.pose, '--pose-set', options.poseSet);
  const posePlugin = pose && selectPlugin(container, POSE_ANNOTATORS, pose, '--pose');
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
  const annotator = (await posePlugin?.create({ warn: notify })) ?? null;
  return {
    predictor,
    annotator,
    trained: [...predictor.trained, ...(annotator ? [posePart(annotator)] : [])],
    info: dataset.info,
    detector: experiment.detector,
    run: { name: experiment.name, path: showPath(path, cwd), steps: state.step },
    stageCount: model.stageCount,
  };
}

/** The run's config with the detector that is asked for; its poses are for training and may be gone. */
function forPhotos(experiment: Experiment, options: PredictCommandOptions): Experiment {
  const { detector: kind = experiment.detector.kind, detectorSet: texts = [] } = options;
  const detector = configOf(kind, '--detector-set', texts, experiment.detector);
  if (detector.kind === 'annotated') throw cannotSee(options.detector === undefined);
  return { ...experiment, detector, poses: null };
}

/** The config of a plugin as options give it: what `given` says of that kind, then `option=value`. */
function configOf(
  kind: string,
  option: string,
  texts: readonly string[] = [],
  given?: PluginConfig,
): PluginConfig {
  const base = given?.kind === kind ? given : { kind };
  return texts.map((text) => parseSettingOf(option, text)).reduce(applySetting, base);
}

function posePart({ trainedOn }: PoseAnnotator): TrainedPart {
  return {
    part: 'pose detector',
    trainedOn: trainedOn ?? null,
    gives: 'the skeletons of the drawing "pose"',
  };
}

function cannotSee(isOfRun: boolean): TurboHoiError {
  return new TurboHoiError(
    'usage',
    `--detector: "annotated"${isOfRun ? ', with which the run was trained,' : ''} reads annotations and cannot see a photo. ` +
      'Name one that can: --detector npm-models for photographs (its models are an optional package), or ' +
      '--detector file --detector-set file=boxes.json for what another program found (COCO results).',
  );
}
