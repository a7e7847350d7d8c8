import { createRng, type DatasetSplit, type Sample, turn } from '@turbo-hoi/core';
import { expectImages, unusableSplit } from '@turbo-hoi/datasets';
import { TrainingPrior, type PriorPrediction } from '@turbo-hoi/evaluation';
import {
  EVALUATED_PEOPLE,
  type Evaluation,
  evaluateModel,
  type ImagePrediction,
  leftOutOf,
  LeftOutTally,
} from '@turbo-hoi/inference';
import type { TurboModel } from '@turbo-hoi/turbo-loop';
import type { ExampleImage } from '@turbo-hoi/visualization';
import type { ComposedExperiment } from '../compose/compose-experiment';
import { keptDetector } from '../compose/kept-detector';
import { NO_DISPLAYS, type ProgressDisplays } from '../../progress/progress';
import { exampleImage } from '../report/example-image';

/** Images of the prior between two turns for Ctrl-C: a tenth of a second where they are rendered. */
const TURN_EVERY = 32;

/** Number of images in the report. */
const EXAMPLES = 8;

export interface EvaluatedRun extends Evaluation {
  readonly split: 'validation' | 'test';
  readonly images: number;
  readonly seconds: number;
  readonly examples: readonly ExampleImage[];
}

export interface RunEvaluationOptions {
  readonly signal?: AbortSignal;
  readonly displays?: ProgressDisplays;
  /** Receives a line about people that were not predicted. */
  readonly notify?: (line: string) => void;
  /** Receives every image's prediction. */
  readonly onPrediction?: (prediction: ImagePrediction) => void;
}

/** Evaluates every stage of a model on the experiment's held-out split. */
export async function runEvaluation(
  composed: ComposedExperiment,
  model: TurboModel,
  { signal, displays = NO_DISPLAYS, notify, onPrediction: onEach }: RunEvaluationOptions = {},
): Promise<EvaluatedRun> {
  const began = performance.now();
  const { experiment, dataset, resize } = composed;
  const { targetChoice, decoding } = experiment;
  const { split: name, images } = experiment.evaluation;
  const split = firstImages(dataset.split(name), images);
  const prior = await priorOf(dataset.split('train'), dataset.info, signal);
  const examples: ExampleImage[] = [];
  const progress = displays.images('evaluation', split.size);
  const detector = keptDetector(
    { experiment, detector: composed.evaluationDetector },
    name,
    (line) => progress.note(line),
  );
  const leftOut = new LeftOutTally();
  const stopping = () => progress.stopping();
  signal?.addEventListener('abort', stopping);
  const onPrediction = (sample: Sample, prediction: ImagePrediction) => {
    onEach?.(prediction);
    leftOut.add(leftOutOf({}, prediction, EVALUATED_PEOPLE));
    if (examples.length < EXAMPLES)
      examples.push(exampleImage(sample, prediction, dataset.info, targetChoice));
  };
  try {
    await expectImages(detector, split);
    const evaluation = await evaluateModel({
      model,
      split,
      detector,
      // Not the run's seed, so that every run is evaluated on the same detections.
      rng: createRng(0).fork('evaluate'),
      prior,
      metrics: composed.metrics,
      targetChoice,
      decoding,
      people: EVALUATED_PEOPLE,
      resize: resize ?? undefined,
      signal,
      onBatch: (done) => progress.update(done),
      onPrediction,
    });
    const problem = await unusableSplit(split, dataset.info);
    if (problem) notify?.(`The ${name} split ${problem}: its scores say nothing.`);
    for (const line of leftOut.lines()) notify?.(line);
    const seconds = (performance.now() - began) / 1000;
    return { ...evaluation, split: name, images: split.size, seconds, examples };
  } finally {
    signal?.removeEventListener('abort', stopping);
    detector.close?.();
    progress.stop();
  }
}

function firstImages(split: DatasetSplit, images: number | null): DatasetSplit {
  return images === null || images >= split.size ? split : { ...split, size: images };
}

async function priorOf(
  train: DatasetSplit,
  info: ComposedExperiment['dataset']['info'],
  signal?: AbortSignal,
): Promise<PriorPrediction> {
  const baseline = new TrainingPrior(info.actions, info.keypoints);
  for (let index = 0; index < train.size; index++) {
    if (index % TURN_EVERY === 0) {
      await turn();
      signal?.throwIfAborted();
    }
    baseline.add(await train.annotations(index));
  }
  return baseline.finish();
}
