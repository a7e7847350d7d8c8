import { type DatasetSplit, type Detector, type Rng, type Sample, turn } from '@turbo-hoi/core';
import type { PeopleOptions } from '@turbo-hoi/detection';
import type { CocoBoxResult, PriorPrediction } from '@turbo-hoi/evaluation';
import type { PoseDecoding } from '@turbo-hoi/pose-module';
import type { TurboModel } from '@turbo-hoi/turbo-loop';
import type { ImagePrediction } from '../predictor/prediction';
import { Predictor } from '../predictor/predictor';
import { inPixelsOf } from '../predictor/scale-prediction';
import type { TripletOptions } from '../triplets/score-triplets';
import { BoxScorer } from './box-scorer';
import type { MetricFactory } from './choose-metrics';
import type { MetricColumn } from './metric';
import { priorPrediction } from './prior-prediction';
import type { StageScores } from './stage-scores';
import { StageScorer } from './stage-scorer';

/** The ranks that evaluate together: each predicts its share of the batches, and rank 0 scores all of them. */
export interface PredictionShare {
  readonly rank: number;
  readonly size: number;
  /** Of every rank the predictions of its batch, in their order, on rank 0; on the others nothing. */
  gather(own: readonly ImagePrediction[]): Promise<readonly (readonly ImagePrediction[])[]>;
}

export interface EvaluationOptions {
  readonly model: TurboModel;
  readonly split: DatasetSplit;
  readonly detector: Detector;
  /** Randomness of the detector, forked for each image: equal generators give equal results. */
  readonly rng: Rng;
  /** Averages of the training split, for the baseline row. */
  readonly prior: PriorPrediction;
  /** The metrics; see `chooseMetrics`. */
  readonly metrics: readonly MetricFactory[];
  /** Number of images read at a time; those of the same size share a forward pass. Default 8. */
  readonly batch?: number;
  /** Resizes a sample for the model; scores are computed in pixels of the original sample. */
  readonly resize?: (sample: Sample) => Promise<Sample>;
  readonly people?: Partial<PeopleOptions>;
  readonly targetChoice?: TripletOptions;
  /** How heatmaps become poses. */
  readonly decoding?: PoseDecoding;
  /** Called after each forward pass. */
  readonly onBatch?: (done: number, total: number) => void;
  /** Called with every image and its prediction, such as for pictures. */
  readonly onPrediction?: (sample: Sample, prediction: ImagePrediction) => void;
  /** Stops between forward passes with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Absent: this process predicts all images. On ranks other than 0 the evaluation is one of no images. */
  readonly share?: PredictionShare;
}

export interface Evaluation {
  /** Element n is stage n; 0 is the initial pose. */
  readonly stages: readonly StageScores[];
  /** COCO's box AP of the detections, of the detector or the model's object branch. */
  readonly boxes: CocoBoxResult;
  /** The columns of the scores, in the order of the metrics. */
  readonly columns: readonly MetricColumn[];
  /** The same metrics of the training prior, which does not depend on the image. */
  readonly prior: StageScores;
}

/** Predicts a whole split and scores every stage by the metrics. */
export async function evaluateModel(options: EvaluationOptions): Promise<Evaluation> {
  const { model, split, detector, rng, batch = 8, metrics, targetChoice, signal } = options;
  const { share = ALONE } = options;
  const info = model.dataset;
  const predictor = new Predictor(model, options.people, {}, options.decoding);
  const stages = Array.from(
    { length: model.stageCount + 1 },
    (_, stage) => new StageScorer(stage, info, metrics, targetChoice),
  );
  const prior = new StageScorer(0, info, metrics, targetChoice);
  const boxes = new BoxScorer(info);
  const predicted = async (samples: readonly Sample[]): Promise<ImagePrediction[]> => {
    if (samples.length === 0) return [];
    const shown = await Promise.all(samples.map((sample) => options.resize?.(sample) ?? sample));
    const found = await proposalsOf(detector, shown, rng);
    const inputs = shown.map(({ imageId, image }, i) => ({
      imageId,
      image,
      proposesOnly: detector.proposesOnly,
      detections: found[i],
    }));
    const predictions = await predictor.predict(inputs);
    return samples.map((sample, i) => inPixelsOf(sample, shown[i], predictions[i]));
  };
  const score = (sample: Sample, prediction: ImagePrediction) => {
    for (const scorer of stages) scorer.add(sample, prediction);
    boxes.add(sample, prediction.detections);
    prior.add(sample, priorPrediction(prediction, options.prior));
    options.onPrediction?.(sample, prediction);
  };
  for (let first = 0; first < split.size; first += batch * share.size) {
    signal?.throwIfAborted();
    const batchOf = (rank: number) => samplesOf(split, first + batch * rank, batch);
    const own = await batchOf(share.rank);
    const all = await share.gather(await predicted(own));
    for (const [rank, predictions] of all.entries()) {
      const samples = rank === share.rank ? own : await batchOf(rank);
      samples.forEach((sample, i) => score(sample, predictions[i]));
    }
    options.onBatch?.(Math.min(first + batch * share.size, split.size), split.size);
    await turn();
  }
  return {
    stages: stages.map((scorer) => scorer.scores()),
    boxes: boxes.result(),
    columns: prior.columns,
    prior: prior.scores(),
  };
}

function proposalsOf(detector: Detector, samples: readonly Sample[], rng: Rng) {
  if (detector.proposeAll) return detector.proposeAll(samples);
  return Promise.all(
    samples.map((sample) => detector.propose(sample, rng.fork('propose', sample.imageId))),
  );
}

/** At most `count` samples from one on. */
function samplesOf(split: DatasetSplit, from: number, count: number): Promise<Sample[]> {
  const length = Math.max(0, Math.min(count, split.size - from));
  return Promise.all(Array.from({ length }, (_, i) => split.sample(from + i)));
}

const ALONE: PredictionShare = { rank: 0, size: 1, gather: async (own) => [own] };
