import * as tf from '@tensorflow/tfjs';
import type { LossReport } from '@turbo-hoi/core';
import type { Optimizer, Parameters } from '../optimizers/optimizer';
import { accumulate, disposeBackward } from './accumulate';
import type { Backward } from './backward';
import { clipScale, globalNorm } from './gradient-norm';
import type { GradientReducer } from './gradient-reducer';
import { nonFiniteError } from './non-finite-error';
import { applyStatistics } from './running-statistics';

export interface TrainStepOptions {
  /** The forward pass, of one micro-step counted from 0; runs on the tape, its tensors are disposed of. */
  readonly loss: (microStep: number) => LossReport;
  /** Number of micro-steps, over which losses and gradients are averaged. Default 1. */
  readonly accumulate?: number;
  /** Number of micro-steps of all workers; absent: those of this one. */
  readonly accumulateOverAll?: number;
  /** Adds up losses and gradients of workers before the update; absent: a single worker. */
  readonly reducer?: GradientReducer;
  /** Variables without a gradient that the forward pass may change, such as running means; averaged like gradients. */
  readonly statistics?: Parameters;
  /** The parameters to train. */
  readonly parameters: Parameters;
  readonly optimizer: Optimizer;
  /** Step number, from 1. */
  readonly number: number;
  readonly learningRate: number;
  /** Gradients of a larger global norm are scaled down to it; null or absent: never. */
  readonly clipNorm?: number | null;
}

/** The result of a step. */
export interface StepResult {
  /** The total, Eq. 6. */
  readonly loss: number;
  /** Global norm of the gradients before clipping. */
  readonly gradientNorm: number;
  /** Losses by the name of the part, before λ. */
  readonly parts: Readonly<Record<string, number>>;
}

/**
 * Forward, backward, update. Without a reducer everything is issued before the promise is returned; only one small read-back is
 * awaited.
 *
 * @throws TurboHoiError `non-finite` naming the part, if a loss or gradient is not finite; parameters are then unchanged
 */
export async function trainStep(options: TrainStepOptions): Promise<StepResult> {
  const { loss, parameters, optimizer, number, learningRate, clipNorm, reducer } = options;
  const { accumulate: count = 1, accumulateOverAll: total, statistics = new Map() } = options;
  const own = accumulate(loss, { count, total, parameters, statistics });
  const pass = reducer ? await reducer.reduce(own) : own;
  const norm = globalNorm(pass.gradients);
  const gradientScale = clipNorm == null ? null : clipScale(norm, clipNorm);
  const report = tf.stack([pass.total, norm, ...pass.parts.map(({ value }) => value)]);
  const update = optimizer.apply(parameters, pass.gradients, {
    number,
    learningRate,
    gradientScale,
  });
  let finite = false;
  try {
    const result = named(await report.data(), pass);
    finite = Number.isFinite(result.loss) && Number.isFinite(result.gradientNorm);
    if (!finite) throw await nonFiniteError(number, result, pass.gradients);
    return result;
  } finally {
    if (finite) {
      update.commit();
      applyStatistics(statistics, pass.statistics);
    } else update.revert();
    disposeBackward(pass);
    tf.dispose([norm, report]);
    gradientScale?.dispose();
  }
}

function named(
  [loss, gradientNorm, ...values]: Iterable<number> & ArrayLike<number>,
  pass: Backward,
): StepResult {
  const parts = Object.fromEntries(pass.parts.map(({ name }, i) => [name, values[i]]));
  return { loss, gradientNorm, parts };
}
