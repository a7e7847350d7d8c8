import type { CheckpointState } from '@turbo-hoi/checkpoints';
import { findCheckpoint, loadParameters, ownWeights } from '@turbo-hoi/checkpoints/node';
import {
  type DatasetInfo,
  type Detector,
  type DetectorContext,
  DETECTORS,
  type PluginConfig,
  pluginTraits,
  selectPlugin,
  TurboHoiError,
} from '@turbo-hoi/core';
import { fileDetectorModule } from '@turbo-hoi/datasets/node';
import { fasterRcnnModule } from '@turbo-hoi/stem/node';
import type { Container } from 'inversify';
import type { PhotoPredictor, PredictorOptions } from '../photo/create-predictor';
import { ourContainer } from '../photo/our-container';
import { buildTrained } from '../photo/restore-model';
import { createPredictor } from './create-predictor';
import type { PhotoFile } from './photo-file';

export interface RunPredictorOptions extends Omit<
  PredictorOptions,
  'model' | 'detector' | 'input' | 'untrained' | 'trainedOn'
> {
  /** A run folder (its newest checkpoint) or a checkpoint folder. */
  readonly run: string;
  /** Finds people and objects, or makes what does from the names of the run's classes; the predictor takes it over. Default: the run's own. */
  readonly detector?: Detector | ((context: DetectorContext) => Detector);
  /** With the plugins that the run's config names; default: those of turbo-hoi's models and of its detectors that need no other package. */
  readonly container?: Container;
  /** What the run was trained on, where an older checkpoint does not say it. */
  readonly dataset?: DatasetInfo;
  /** Told what the user should know of the detector, such as classes that it lacks. */
  readonly warn?: (line: string) => void;
}

/**
 * Makes a predictor of a trained run; a tensor backend has to be ready. The data that it was trained on is not needed.
 *
 * @throws TurboHoiError `usage` where there is no run, or none with a detector that can see; `checkpoint` for a damaged one; `config` for plugins that are not loaded
 */
export async function openPredictor(
  options: RunPredictorOptions,
): Promise<PhotoPredictor<PhotoFile>> {
  const { run, detector, container = detectorContainer(), dataset, warn, ...rest } = options;
  const { path, runFolder } = await findCheckpoint(run);
  const trained = await loadParameters(path);
  const restored = buildTrained(trained, { dataset, container });
  const context = { dataset: restored.model.dataset, ownWeights: ownWeights(runFolder), warn };
  try {
    const given = detector ?? ((known) => ownDetector(run, trained.state, container, known));
    const made = typeof given === 'function' ? given(context) : given;
    return await createPredictor({ ...restored, ...rest, detector: made });
  } catch (error) {
    restored.model.dispose();
    throw error;
  }
}

function detectorContainer(): Container {
  const container = ourContainer();
  container.load(fileDetectorModule, fasterRcnnModule);
  return container;
}

function ownDetector(
  run: string,
  { config }: CheckpointState,
  container: Container,
  context: DetectorContext,
): Detector {
  const own = config.detector as PluginConfig | undefined;
  if (!own || pluginTraits(container, DETECTORS, own).needsAnnotations) {
    throw new TurboHoiError(
      'usage',
      `openPredictor: ${run} was trained in boxes of annotations, which a photo does not have; ` +
        'pass a detector, such as NpmModelsDetector of @turbo-hoi/pretrained.',
    );
  }
  return selectPlugin(container, DETECTORS, own, 'detector').create(context);
}
