import * as tf from '@tensorflow/tfjs';
import type { Scalar } from '@tensorflow/tfjs';
import type { LossPart, LossReport } from '@turbo-hoi/core';
import type { Parameters } from '../optimizers/optimizer';
import { backward, type Backward, replace } from './backward';
import { RunningStatistics } from './running-statistics';

/** The micro-steps of a worker in a step. */
export interface Accumulation {
  /** Number of micro-steps of this worker. */
  readonly count: number;
  /** Number of micro-steps of all workers; absent: `count`. */
  readonly total?: number;
  /** The parameters to train. */
  readonly parameters: Parameters;
  /** Variables without a gradient that the forward pass may change. */
  readonly statistics?: Parameters;
}

/**
 * The mean of several losses and of their gradients, computed sequentially with equal weights (ADR-0017); of one of several workers its
 * contribution to the mean.
 *
 * Little more than one set of gradients is alive: each gradient of a micro-step is added to the running sum as soon as it is known.
 *
 * @param loss loss of micro-step 0, 1, …; a missing part counts as 0
 */
export function accumulate(
  loss: (microStep: number) => LossReport,
  { count, total = count, parameters, statistics = new Map() }: Accumulation,
): Backward {
  const running = total > 1 ? new RunningStatistics(statistics, total) : null;
  let sum: Backward | null = null;
  try {
    for (let microStep = 0; microStep < count; microStep++) {
      const own = backward(() => share(loss(microStep), total), parameters, sum?.gradients);
      sum = sum ? add(sum, own) : own;
      running?.take();
    }
    return { ...sum!, statistics: running?.finish() ?? new Map() };
  } catch (error) {
    if (sum) disposeBackward(sum);
    tf.dispose([...(running?.finish().values() ?? [])]);
    throw error;
  }
}

export function disposeBackward({ total, parts, gradients, statistics }: Backward): void {
  tf.dispose([
    total,
    ...parts.map(({ value }) => value),
    ...gradients.values(),
    ...statistics.values(),
  ]);
}

/** The contribution of a loss to a mean over `count`; dividing the loss avoids dividing the gradients. */
function share({ total, parts }: LossReport, count: number): LossReport {
  if (count === 1) return { total, parts };
  const divided = (value: Scalar): Scalar => tf.div(value, count);
  return {
    total: divided(total),
    parts: parts.map((part) => ({ ...part, value: divided(part.value) })),
  };
}

/** The sum of losses and parts, whose tensors are freed; gradients are those of `b`, into which those of `a` went. */
function add(a: Backward, b: Backward): Backward {
  const parts = new Map<string, LossPart>(a.parts.map((part) => [part.name, part]));
  for (const part of b.parts) {
    const before = parts.get(part.name);
    parts.set(part.name, before ? { ...part, value: replace(before.value, part.value) } : part);
  }
  return { ...b, total: replace(a.total, b.total), parts: [...parts.values()] };
}
