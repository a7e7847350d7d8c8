import type { Communicator } from '@turbo-hoi/core';
import { expectImages, type TrainingBatch } from '@turbo-hoi/datasets';
import {
  ahead,
  allReduceReducer,
  learningRateSchedule,
  type Optimizer,
  type Parameters,
  toModelBatch,
  type TrainOptions,
} from '@turbo-hoi/training';
import { compareWeights } from '@turbo-hoi/training/node';
import type { TurboModel } from '@turbo-hoi/turbo-loop';
import type { ProgressDisplays } from '../../progress/progress';
import type { ComposedExperiment } from '../compose/compose-experiment';
import { keptDetector } from '../compose/kept-detector';
import { ProposalsAhead } from '../detector/proposals-ahead';
import { trainedParameters } from '../init/trained-parameters';
import { shardOf } from '../ranks/shard-of';
import { batchSource, LOOK_AHEAD } from './batch-source';
import { trainingOrder } from './training-images';

/** What the ranks of a run train together, or a single process alone. */
export interface ModelTrainingParts {
  readonly composed: ComposedExperiment;
  readonly model: TurboModel;
  readonly optimizer: Optimizer;
  readonly communicator: Communicator;
  /** Number of completed steps. */
  readonly start: number;
  /** Asks this rank to stop. */
  readonly signal: AbortSignal;
  readonly notify: (line: string) => void;
  readonly displays: ProgressDisplays;
}

/** The part of a training that every rank has, whether it writes files or not. */
export interface ModelTraining {
  readonly options: Pick<
    TrainOptions<readonly TrainingBatch[]>,
    | 'loss'
    | 'accumulate'
    | 'shard'
    | 'reducer'
    | 'parameters'
    | 'statistics'
    | 'optimizer'
    | 'learningRateAt'
    | 'batchAt'
    | 'rng'
    | 'clipNorm'
  > & { readonly signal: AbortSignal };
  /** Proposals that are made beside the steps; null: none. */
  readonly proposals: ProposalsAhead | null;
  /** Compares the weights of the ranks, after the steps in which this is due. */
  compare(step: number): Promise<void>;
  close(): Promise<void>;
}

/** Prepares batches, proposals and the sum over ranks; proposals of the first step are made here, with a display. */
export async function modelTraining(parts: ModelTrainingParts): Promise<ModelTraining> {
  const { composed, model, optimizer, communicator, start, notify, displays } = parts;
  const { experiment, rng } = composed;
  const { training, schedule, sampling } = experiment;
  const parameters = trainedParameters(model, experiment.frozen);
  const statistics = untrainable(model.parameters.entries());
  const isAlone = communicator.size === 1;
  const reducer = isAlone
    ? undefined
    : allReduceReducer(communicator, { parameters, statistics, signal: parts.signal });
  const signal = reducer?.signal ?? parts.signal;
  const shard = isAlone ? undefined : shardOf(communicator);
  const detector = keptDetector(composed, 'train', notify);
  await expectImages(detector, composed.dataset.split('train'));
  const proposals = ProposalsAhead.of({ composed, detector, signal });
  if (isAlone) {
    const first = start < training.steps ? trainingOrder(composed)(start + 1) : [];
    const indices = first.map(({ index }) => index);
    await proposals?.prepareFirst(indices, displays);
  } else await proposals?.prepareTogether(communicator, displays, parts.signal);
  const batches = ahead(
    batchSource({ ...composed, detector }, model, shard, (index) =>
      proposals ? proposals.prepare(index) : Promise.resolve(),
    ),
    { depth: LOOK_AHEAD, last: training.steps },
  );
  const { steps, compareWeightsEvery: every } = training;
  return {
    options: {
      loss: (micro, context, microStep) => model.loss(toModelBatch(micro[microStep]), context),
      accumulate: sampling.accumulate,
      shard,
      reducer,
      parameters,
      statistics,
      optimizer,
      learningRateAt: learningRateSchedule(schedule, steps),
      batchAt: (step) => batches.at(step),
      rng: rng.fork('train'),
      clipNorm: training.clipNorm,
      signal,
    },
    proposals,
    compare: async (step) => {
      if (isAlone || every === null || (step % every !== 0 && step !== steps)) return;
      await compareWeights(communicator, model.parameters.entries(), step);
    },
    close: async () => {
      await batches.close();
      detector.close?.();
    },
  };
}

const untrainable = (entries: Parameters): Parameters =>
  new Map([...entries].filter(([, { trainable }]) => !trainable));
