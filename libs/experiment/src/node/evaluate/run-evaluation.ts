import type { Sample } from '@turbo-hoi/core';
import { unusableSplit } from '@turbo-hoi/datasets';
import {
  EVALUATED_PEOPLE,
  type Evaluation,
  type ImagePrediction,
  leftOutOf,
  LeftOutTally,
} from '@turbo-hoi/inference';
import type { TurboModel } from '@turbo-hoi/turbo-loop';
import type { ExampleImage } from '@turbo-hoi/visualization';
import type { ComposedExperiment } from '../compose/compose-experiment';
import { keptDetector } from '../compose/kept-detector';
import { NO_DISPLAYS, type ProgressDisplays } from '../../progress/progress';
import type { RankedEvaluation } from '../ranks/prediction-share';
import { exampleImage } from '../report/example-image';
import { evaluateSplit, firstImages, priorOf } from './evaluate-split';

/** Number of images in the report. */
const EXAMPLES = 8;

export interface EvaluatedRun extends Evaluation {
  readonly split: 'validation' | 'test';
  readonly images: number;
  readonly seconds: number;
  readonly examples: readonly ExampleImage[];
}

export interface RunEvaluationOptions extends RankedEvaluation {
  readonly displays?: ProgressDisplays;
  /** Receives a line about people that were not predicted. */
  readonly notify?: (line: string) => void;
  /** Receives every image's prediction, and the image. */
  readonly onPrediction?: (prediction: ImagePrediction, sample: Sample) => void;
}

/** Evaluates every stage of a model on the experiment's held-out split; of several ranks rank 0 has the result. */
export async function runEvaluation(
  composed: ComposedExperiment,
  model: TurboModel,
  {
    signal,
    share,
    displays = NO_DISPLAYS,
    notify,
    onPrediction: onEach,
  }: RunEvaluationOptions = {},
): Promise<EvaluatedRun> {
  const began = performance.now();
  const { experiment, dataset } = composed;
  const { targetChoice } = experiment;
  const { split: name, images } = experiment.evaluation;
  const split = firstImages(dataset.split(name), images);
  const prior = await priorOf(composed, signal);
  const examples: ExampleImage[] = [];
  const progress = displays.images('evaluation', split.size);
  const detector = keptDetector(
    { experiment, dataset, detector: composed.evaluationDetector },
    name,
    (line) => progress.note(line),
  );
  const leftOut = new LeftOutTally();
  const stopping = () => progress.stopping();
  signal?.addEventListener('abort', stopping);
  const onPrediction = (sample: Sample, prediction: ImagePrediction) => {
    onEach?.(prediction, sample);
    leftOut.add(leftOutOf({}, prediction, EVALUATED_PEOPLE));
    if (examples.length < EXAMPLES)
      examples.push(exampleImage(sample, prediction, dataset.info, targetChoice));
  };
  try {
    const evaluation = await evaluateSplit(composed, model, {
      split,
      detector,
      prior,
      signal,
      share,
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
