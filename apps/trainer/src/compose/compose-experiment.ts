import {
  createRng,
  type Dataset,
  type DatasetContext,
  DATASETS,
  type Detector,
  DETECTORS,
  type Rng,
  type Sample,
  selectPlugin,
} from '@turbo-hoi/core';
import { resizeRule, resizeSample, type ResizeOptions } from '@turbo-hoi/datasets';
import { openPoses, resizeImage } from '@turbo-hoi/datasets/node';
import { type Optimizer, OPTIMIZERS } from '@turbo-hoi/training';
import {
  type ModelConfig,
  modelShape,
  type TurboModel,
  TurboPipeline,
} from '@turbo-hoi/turbo-loop';
import type { Container } from 'inversify';
import type { Experiment } from '../config/experiment';
import { placePartsOfDetector } from '../config/parts-of-detector';

/** The parts of an experiment, made by the plugins that it names. */
export interface ComposedExperiment {
  /** With the defaults of every plugin filled in. */
  readonly experiment: Experiment;
  readonly dataset: Dataset;
  readonly detector: Detector;
  /** Brings a sample to the size at which the model sees it; null: it has it. */
  readonly resize: ((sample: Sample) => Promise<Sample>) | null;
  /** Source of all randomness; everybody forks it. */
  readonly rng: Rng;
  createOptimizer(): Optimizer;
  /** To be called once a tensor backend is chosen. */
  buildModel(): TurboModel;
}

/**
 * Validates what an experiment asks of its plugins and makes its parts.
 *
 * @param context told how the data set opens
 * @throws TurboHoiError `config` for an unknown kind or option, `data` or `io` for a data set that cannot be read, `plugin` if a plugin's own code throws
 */
export async function composeExperiment(
  container: Container,
  given: Experiment,
  context: DatasetContext = {},
): Promise<ComposedExperiment> {
  const experiment = placePartsOfDetector(given);
  const rng = createRng(experiment.seed);
  const datasetPlugin = selectPlugin(container, DATASETS, experiment.dataset, 'dataset');
  const detectorPlugin = selectPlugin(container, DETECTORS, experiment.detector, 'detector');
  const optimizerPlugin = selectPlugin(container, OPTIMIZERS, experiment.optimizer, 'optimizer');
  const plain = await datasetPlugin.create(context);
  const { poses } = experiment;
  const dataset = poses ? await openPoses(plain, poses, context) : plain;
  const pipeline = new TurboPipeline({
    container,
    config: modelPart(experiment),
    dataset: dataset.info,
    rng: rng.fork('model'),
  });
  return {
    experiment: {
      ...experiment,
      ...pipeline.config,
      dataset: datasetPlugin.config,
      detector: detectorPlugin.config,
      optimizer: optimizerPlugin.config,
    },
    dataset,
    detector: detectorPlugin.create({ dataset: dataset.info, warn: context.warn }),
    resize: experiment.input && resizer(experiment.input),
    rng,
    createOptimizer: () => optimizerPlugin.create({}),
    buildModel: () => pipeline.build(),
  };
}

function resizer(input: ResizeOptions) {
  const rule = resizeRule(input);
  return async (sample: Sample) => (await resizeSample(sample, rule, resizeImage)).sample;
}

function modelPart(experiment: Experiment): ModelConfig {
  const fields = Object.keys(modelShape) as (keyof ModelConfig)[];
  return Object.fromEntries(fields.map((field) => [field, experiment[field]])) as ModelConfig;
}
