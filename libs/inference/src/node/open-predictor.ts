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
import { embeddedDetector, fileDetectorModule } from '@turbo-hoi/datasets/node';
import { fasterRcnnModule } from '@turbo-hoi/stem/node';
import type { Container } from 'inversify';
import type { PhotoPredictor, PredictorOptions } from '../photo/create-predictor';
import { modelContainer } from '../photo/model-container';
import { buildTrained } from '../photo/restore-model';
import { createPredictor } from './create-predictor';
import type { PhotoFile } from './photo-file';

export interface RunPredictorOptions extends Omit<
  PredictorOptions,
  'model' | 'detector' | 'input' | 'untrained' | 'trainedOn'
> {
  /** A run folder (its newest checkpoint) or a checkpoint folder. */
  readonly run: string;
  /** Detector of people and objects, or a function that creates it for the run's classes; the predictor disposes it. Default: the run's detector. */
  readonly detector?: Detector | ((context: DetectorContext) => Detector);
  /** Contains the plugins that the run's config names; default: turbo-hoi's models, and its detectors that need no other package. */
  readonly container?: Container;
  /** The data set of the run, for older checkpoints that do not contain it. */
  readonly dataset?: DatasetInfo;
  /** Receives warnings about the detector, such as classes that it lacks. */
  readonly warn?: (line: string) => void;
}

/**
 * Creates a predictor from a trained run, without its training data; a tensor backend has to be ready.
 *
 * @throws TurboHoiError `usage` if there is no run, or if its detector needs annotations and none is passed; `checkpoint` for a damaged checkpoint; `config` for plugins that are not loaded
 */
export async function openPredictor(
  options: RunPredictorOptions,
): Promise<PhotoPredictor<PhotoFile>> {
  const { run, detector, container = detectorContainer(), dataset, warn, ...rest } = options;
  const { path, runFolder } = await findCheckpoint(run);
  const trained = await loadParameters(path);
  const restored = buildTrained(trained, { dataset, container });
  const context = {
    dataset: restored.model.dataset,
    ownWeights: ownWeights(runFolder),
    embeddedWeights: () => embeddedDetector(),
    warn,
  };
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
  const container = modelContainer();
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
      `openPredictor: ${run} was trained on annotated boxes, which a photo does not have; ` +
        'pass a detector, such as NpmModelsDetector of @turbo-hoi/pretrained.',
    );
  }
  return selectPlugin(container, DETECTORS, own, 'detector').create(context);
}
