import { ownWeights } from '@turbo-hoi/checkpoints/node';
import {
  createRng,
  type Dataset,
  type DatasetContext,
  DATASETS,
  type Detector,
  DETECTORS,
  type DetectorTraining,
  pluginTraits,
  type Rng,
  type Sample,
  selectPlugin,
} from '@turbo-hoi/core';
import { checkInfo, resizeRule, resizeSample, type ResizeOptions } from '@turbo-hoi/datasets';
import { embeddedDetector, openPoses, resizeImage } from '@turbo-hoi/datasets/node';
import { checkedDetector } from '@turbo-hoi/detection';
import { chooseMetrics, type MetricFactory } from '@turbo-hoi/inference';
import { type Optimizer, OPTIMIZERS } from '@turbo-hoi/training';
import {
  type ModelConfig,
  modelShape,
  resolveModelConfig,
  type TurboModel,
  TurboPipeline,
} from '@turbo-hoi/turbo-loop';
import type { Container } from 'inversify';
import type { Experiment } from '../../config/experiment';
import { absolutePaths } from '../config/absolute-paths';
import { placePartsOfDetector } from '../detector/parts-of-detector';
import { outsidePlugins } from './outside-plugins';
import { checkOwnParts, learnedDetector } from '../detector/own-weights';
import { fitToData } from './fit-to-data';

/** The parts of an experiment, created by the plugins that it names. */
export interface ComposedExperiment {
  /** The experiment with the defaults of every plugin filled in. */
  readonly experiment: Experiment;
  readonly dataset: Dataset;
  readonly detector: Detector;
  /** The detector of evaluations; the same unless the experiment has `evaluation.detector`. */
  readonly evaluationDetector: Detector;
  /** Whether the detector of the training reads no pixels. */
  readonly readsNoPixels: boolean;
  /** How the run trains its own detector; null: it has weights from elsewhere, or no weights. */
  readonly learner: DetectorTraining | null;
  /** Resizes a sample for the model; null: samples keep their size. */
  readonly resize: ((sample: Sample) => Promise<Sample>) | null;
  /** The plugins from outside that the experiment uses, each with its place and file, for messages. */
  readonly outside: readonly string[];
  /** Source of all randomness; every user forks it. */
  readonly rng: Rng;
  /** Creates the metrics, for each stage anew. */
  readonly metrics: readonly MetricFactory[];
  createOptimizer(): Optimizer;
  /** Weight file of the detector, if the run trains one itself. */
  createDetectorOptimizer(): Optimizer;
  /** Fills in the defaults of the data set's and the model's plugins in another experiment, whose version may have lacked some fields. */
  completed(other: Experiment): Experiment;
  /** Call once a tensor backend is chosen. */
  buildModel(): TurboModel;
  /** Disposes of the detector; models and optimizers belong to the caller that created them. */
  dispose(): void;
}

export interface ComposeContext extends DatasetContext {
  /** The run folder, which holds the weights of a detector that the run trains itself. */
  readonly runFolder?: string;
}

/**
 * Validates the plugin configs of an experiment and creates its parts.
 *
 * @param context receives progress and warnings while the data set opens; has the run folder
 * @param opened used in place of the data set, which is not opened then
 * @throws TurboHoiError `config` for an unknown kind or option, `data` or `io` for a data set that cannot be read, `plugin` if a plugin's own code throws
 */
export async function composeExperiment(
  container: Container,
  given: Experiment,
  { runFolder, ...context }: ComposeContext = {},
  opened?: Dataset,
): Promise<ComposedExperiment> {
  const traits = pluginTraits(container, DETECTORS, given.detector);
  const experiment = placePartsOfDetector(absolutePaths(given), traits);
  const rng = createRng(experiment.seed);
  const datasetPlugin = selectPlugin(container, DATASETS, experiment.dataset, 'dataset');
  const detectorPlugin = selectPlugin(container, DETECTORS, experiment.detector, 'detector');
  const learner = learnedDetector(detectorPlugin.config, traits);
  checkOwnParts(experiment, learner);
  const optimizerPlugin = selectPlugin(container, OPTIMIZERS, experiment.optimizer, 'optimizer');
  const { detectorTraining } = experiment;
  const detectorOptimizer = selectPlugin(
    container,
    OPTIMIZERS,
    detectorTraining.optimizer,
    'detectorTraining.optimizer',
  );
  const plain = opened ?? (await datasetPlugin.create(context));
  checkInfo(plain.info, `dataset "${experiment.dataset.kind}"`);
  const { poses } = experiment;
  const dataset = poses ? await openPoses(plain, poses, context) : plain;
  const pipeline = new TurboPipeline({
    container,
    config: modelPart(experiment),
    dataset: dataset.info,
    rng: rng.fork('model'),
  });
  const { training, evaluation, fit } = fitToData(experiment, dataset, context.warn);
  const metrics = chooseMetrics(container, dataset.info, evaluation.metrics, 'evaluation.metrics');
  const evaluated =
    evaluation.detector &&
    selectPlugin(container, DETECTORS, evaluation.detector, 'evaluation.detector');
  const created = ({ config, create }: Pick<typeof detectorPlugin, 'config' | 'create'>) =>
    checkedDetector(
      create({
        dataset: dataset.info,
        warn: context.warn,
        ownWeights: runFolder && ownWeights(runFolder),
        embeddedWeights: () => embeddedDetector(),
      }),
      config.kind,
      dataset.info.objectClasses.length,
      dataset.info.keypoints.names.length,
    );
  // Created last, so that no later failure leaks them.
  const detector = created(detectorPlugin);
  const evaluationDetector = evaluated
    ? createdBeside(detector, () => created(evaluated))
    : detector;
  return {
    experiment: {
      ...experiment,
      ...pipeline.config,
      dataset: datasetPlugin.config,
      detector: detectorPlugin.config,
      detectorTraining: { ...detectorTraining, optimizer: detectorOptimizer.config },
      optimizer: optimizerPlugin.config,
      training,
      fit,
      evaluation: {
        ...evaluation,
        detector: evaluated?.config ?? null,
        metrics: evaluation.metrics && [...metrics.configs],
      },
    },
    dataset,
    detector,
    evaluationDetector,
    readsNoPixels: traits.readsNoPixels ?? false,
    learner,
    resize: experiment.input && resizer(experiment.input),
    outside: outsidePlugins(container, experiment),
    rng,
    metrics: metrics.factories,
    createOptimizer: () => optimizerPlugin.create({}),
    createDetectorOptimizer: () => detectorOptimizer.create({}),
    completed: (other) => ({
      ...other,
      ...resolveModelConfig(container, modelPart(other)),
      dataset: selectPlugin(container, DATASETS, other.dataset, 'dataset').config,
    }),
    buildModel: () => pipeline.build(),
    dispose: () => {
      detector.dispose?.();
      if (evaluationDetector !== detector) evaluationDetector.dispose?.();
    },
  };
}

/** A second detector; disposes of the first if it cannot be created. */
function createdBeside(first: Detector, create: () => Detector): Detector {
  try {
    return create();
  } catch (error) {
    first.dispose?.();
    throw error;
  }
}

function resizer(input: ResizeOptions) {
  const rule = resizeRule(input);
  return async (sample: Sample) => (await resizeSample(sample, rule, resizeImage)).sample;
}

function modelPart(experiment: Experiment): ModelConfig {
  const fields = Object.keys(modelShape) as (keyof ModelConfig)[];
  return Object.fromEntries(fields.map((field) => [field, experiment[field]])) as ModelConfig;
}
