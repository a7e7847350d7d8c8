import { createRng, type DatasetSplit, type Sample, turn } from '@turbo-hoi/core';
import { expectImages } from '@turbo-hoi/datasets';
import type { CachedDetector } from '@turbo-hoi/datasets/node';
import { type PriorPrediction, TrainingPrior } from '@turbo-hoi/evaluation';
import {
  EVALUATED_PEOPLE,
  type Evaluation,
  evaluateModel,
  type ImagePrediction,
  type PredictionShare,
} from '@turbo-hoi/inference';
import type { TurboModel } from '@turbo-hoi/turbo-loop';
import type { ComposedExperiment } from '../compose/compose-experiment';
import { imagesPerPass } from '../images-per-pass';

export interface SplitEvaluation {
  readonly split: DatasetSplit;
  readonly detector: CachedDetector;
  readonly prior: PriorPrediction;
  /** Stops between forward passes with the signal's reason. */
  readonly signal?: AbortSignal;
  /** The ranks that evaluate together; absent: this process alone. */
  readonly share?: PredictionShare;
  /** Called after each forward pass with the number of images so far. */
  readonly onBatch?: (done: number) => void;
  readonly onPrediction?: (sample: Sample, prediction: ImagePrediction) => void;
}

/** Images of the prior between two turns for Ctrl-C: a tenth of a second where they are rendered. */
const TURN_EVERY = 32;

/** Scores every stage of a model on a split, with the experiment's metrics and decoding. */
export async function evaluateSplit(
  { experiment, metrics, resize }: ComposedExperiment,
  model: TurboModel,
  evaluation: SplitEvaluation,
): Promise<Evaluation> {
  const { targetChoice, decoding } = experiment;
  await expectImages(evaluation.detector, evaluation.split);
  return evaluateModel({
    ...evaluation,
    model,
    // Not the run's seed, so that every run is evaluated on the same detections.
    rng: createRng(0).fork('evaluate'),
    metrics,
    targetChoice,
    decoding,
    people: EVALUATED_PEOPLE,
    batch: imagesPerPass(),
    resize: resize ?? undefined,
  });
}

/** The first images of a split; null: all. */
export function firstImages(split: DatasetSplit, images: number | null): DatasetSplit {
  return images === null || images >= split.size ? split : { ...split, size: images };
}

/** The training prior of a data set. @throws the signal's reason once it has aborted */
export async function priorOf(
  { dataset: { info, split } }: Pick<ComposedExperiment, 'dataset'>,
  signal?: AbortSignal,
): Promise<PriorPrediction> {
  const baseline = new TrainingPrior(info.actions, info.keypoints);
  const train = split('train');
  for (let index = 0; index < train.size; index++) {
    if (index % TURN_EVERY === 0) {
      await turn();
      signal?.throwIfAborted();
    }
    baseline.add(await train.annotations(index));
  }
  return baseline.finish();
}
