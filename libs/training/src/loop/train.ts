import { type ForwardContext, type LossReport, type Rng, turn } from '@turbo-hoi/core';
import type { Optimizer, Parameters } from '../optimizers/optimizer';
import type { LearningRateSchedule } from '../schedule/learning-rate-schedule';
import type { GradientReducer, Shard } from '../steps/gradient-reducer';
import { type StepResult, trainStep } from '../steps/train-step';
import { microStepsOf } from './micro-steps';

/** A completed step, for logs and progress. */
export interface StepRecord extends StepResult {
  /** Step number, from 1. */
  readonly step: number;
  readonly learningRate: number;
  /** Wall time of the step. */
  readonly seconds: number;
  /** The part of it spent waiting for the batch. */
  readonly waiting: number;
}

export interface TrainOptions<Batch> {
  /**
   * The forward pass of a batch, or of the part of it that belongs to a micro-step, counted from 0 among those of this worker;
   * runs on the tape.
   * Randomness only from the context, so that a resumed run repeats it.
   */
  loss(
    batch: Batch,
    context: Pick<ForwardContext, 'training' | 'rng'>,
    microStep: number,
  ): LossReport;
  /**
   * Number of micro-steps per step, over all workers; losses and gradients are averaged over them. Memory is that of one micro-step.
   * Default 1.
   */
  readonly accumulate?: number;
  /** Rank of this worker; absent: a single worker. */
  readonly shard?: Shard;
  /** Adds up what the workers contribute to a step. */
  readonly reducer?: GradientReducer;
  /** The parameters to train. */
  readonly parameters: Parameters;
  /** Variables without a gradient that the forward pass may change, such as running means. */
  readonly statistics?: Parameters;
  readonly optimizer: Optimizer;
  readonly learningRateAt: LearningRateSchedule;
  /** The batch of a step, counted from 1; requested while the previous step is on the device (see `ahead`). */
  batchAt(step: number): Promise<Batch>;
  /** The run's random generator, forked for every step. */
  readonly rng: Rng;
  /** The last step. */
  readonly steps: number;
  /** Number of completed steps; 0 for a new run. */
  readonly start?: number;
  readonly clipNorm?: number | null;
  /** Called after every step. */
  onStep?(record: StepRecord): void | Promise<void>;
  /** Writes a checkpoint after this number of completed steps. */
  checkpoint?(step: number): Promise<void>;
  /** Steps between two checkpoints; there is always one at the end. */
  readonly checkpointEvery?: number;
  /** Stops training: a step that has begun is finished, one that waits for its batch is not begun, and a checkpoint is written. */
  readonly signal?: AbortSignal;
}

/** How training ended. */
export interface TrainOutcome {
  /** Number of completed steps. */
  readonly step: number;
  /** True if the signal stopped it before its last step. */
  readonly stopped: boolean;
}

/**
 * Trains step by step, preparing the next batch while the device works.
 *
 * @throws TurboHoiError `non-finite` for a non-finite loss or gradient; the errors of `batchAt`, `onStep` and `checkpoint`
 */
export async function train<Batch>(options: TrainOptions<Batch>): Promise<TrainOutcome> {
  const { steps, start = 0, signal, checkpointEvery = Infinity } = options;
  let [done, saved] = [start, start];
  const save = async () => {
    await options.checkpoint?.(done);
    saved = done;
  };
  let next = start < steps && !signal?.aborted ? prepare(options, start + 1) : null;
  let began = performance.now();
  while (next && done < steps && !signal?.aborted) {
    const step = done + 1;
    const batch = await unlessAborted(next, signal);
    if (batch === null) break;
    const waiting = (performance.now() - began) / 1000;
    const running = startStep(options, step, batch);
    next = step < steps ? prepare(options, step + 1) : null;
    const result = await running;
    done = step;
    const seconds = (performance.now() - began) / 1000;
    await options.onStep?.({
      step,
      ...result,
      learningRate: options.learningRateAt(step),
      seconds,
      waiting,
    });
    if (step % checkpointEvery === 0) await save();
    // Work in this turn, such as receiving images from other threads, counts as waiting of the next step.
    began = performance.now();
    await turn();
  }
  if (saved < done) await save();
  return { step: done, stopped: done < steps };
}

function startStep<Batch>(
  options: TrainOptions<Batch>,
  step: number,
  batch: Batch,
): Promise<StepResult> {
  const { parameters, optimizer, learningRateAt, clipNorm, rng, accumulate = 1, reducer } = options;
  const { first, count, total } = microStepsOf(accumulate, options.shard);
  // Counted over all workers, so that N workers draw the random numbers of one worker in N micro-steps.
  const place = (microStep: number) => (accumulate === 1 ? [step] : [step, first + microStep]);
  return trainStep({
    loss: (microStep) => {
      const context = { training: true, rng: rng.fork('forward', ...place(microStep)) };
      return options.loss(batch, context, microStep);
    },
    accumulate: count,
    accumulateOverAll: total,
    reducer,
    parameters,
    statistics: options.statistics,
    optimizer,
    number: step,
    learningRate: learningRateAt(step),
    clipNorm,
  });
}

/** The batch; null if the signal aborts before it is there. */
function unlessAborted<Batch>(batch: Promise<Batch>, signal?: AbortSignal): Promise<Batch | null> {
  if (!signal) return batch;
  return new Promise((resolve, reject) => {
    const stop = () => resolve(null);
    signal.addEventListener('abort', stop);
    batch.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}

function prepare<Batch>({ batchAt }: TrainOptions<Batch>, step: number): Promise<Batch> {
  const batch = Promise.resolve().then(() => batchAt(step));
  // A failure is reported when the batch is awaited, not as an unhandled rejection before that.
  batch.catch(() => undefined);
  return batch;
}
