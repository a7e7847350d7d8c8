import { resolve } from 'node:path';
import { type DatasetContext, DETECTORS, pluginTraits, TurboHoiError } from '@turbo-hoi/core';
import { poseAnnotatorsModule } from '@turbo-hoi/datasets/node';
import type { Container } from 'inversify';
import type { PredictCommandOptions } from './predict-options';
import {
  commandLinePlugins,
  findRunFolder,
  openRun,
  setAfterTraining,
  showPath,
} from '@turbo-hoi/experiment/node';
import { chosenPlugin, type Experiment, parseSetting } from '@turbo-hoi/experiment';
import type { ModelSource } from './model-source';
import { openConfig } from './open-config';
import { openDefaultSource } from './default-source';

/**
 * Opens the run or config to predict with; its detector has to work on images without annotations.
 *
 * @throws TurboHoiError `usage` for a detector that reads annotations; as `openRun`, `openConfig` and `openDefaultSource` do
 */
export async function openSource(
  options: PredictCommandOptions,
  cwd: string,
  context: DatasetContext,
): Promise<ModelSource> {
  const { run, config, set = [] } = options;
  const given = {
    plugins: commandLinePlugins(options.plugin, cwd),
    context,
    modules: [poseAnnotatorsModule],
    change: (experiment: Experiment, container: Container) =>
      forPhotos(experiment, container, options),
  };
  if (config !== undefined) return openConfig({ ...given, config, settings: set, cwd });
  if (run === undefined) return openDefaultSource(given);
  const settings = set.map(parseSetting);
  const opened = await openRun(runPath(run, cwd), {
    ...given,
    change: (experiment, container) =>
      given.change(setAfterTraining(experiment, settings), container),
  });
  const path = showPath(opened.path, cwd);
  const { name } = opened.composed.experiment;
  const { step: steps } = opened.state;
  return {
    ...opened,
    title: path,
    name: `${name}, ${steps} steps`,
    listed: { run: { name, path, steps } },
  };
}

/** The config with the chosen detectors, without its pose file, which is for training and may no longer exist. */
function forPhotos(
  experiment: Experiment,
  container: Container,
  options: PredictCommandOptions,
): Experiment {
  const detector = chosenPlugin(
    '--detector',
    options.detector,
    options.detectorSet,
    experiment.detector,
  );
  const poseDetector = chosenPlugin(
    '--pose',
    options.pose,
    options.poseSet,
    experiment.poseDetector,
  );
  if (pluginTraits(container, DETECTORS, detector).needsAnnotations)
    throw cannotSee(detector.kind, options.detector === undefined);
  return { ...experiment, detector, poseDetector, poses: null };
}

function runPath(run: string | true, cwd: string): string {
  const isNewest = run === true || run === 'newest';
  return isNewest ? findRunFolder(true, cwd, '--run').folder : resolve(cwd, run);
}

function cannotSee(kind: string, isOwn: boolean): TurboHoiError {
  return new TurboHoiError(
    'usage',
    `--detector: ${isOwn ? `the one of training, "${kind}",` : `"${kind}"`} reads annotations, and photos have none. ` +
      'Name another: --detector photo for photographs (boxes and skeletons; its models are an optional package), or ' +
      '--detector file --detector-set file=boxes.json for boxes of another program (COCO results).',
  );
}
