import * as tf from '@tensorflow/tfjs';
import type { Scalar, Tensor } from '@tensorflow/tfjs';
import type { LossPart, LossReport } from '@turbo-hoi/core';
import type { Parameters } from '../optimizers/optimizer';
import { backward, type Backward } from './backward';

/**
 * The mean of several losses and of their gradients, computed sequentially with equal weights (ADR-0017).
 *
 * At most two sets of gradients are alive: the running sum and those of one micro-step.
 *
 * @param loss loss of micro-step 0, 1, …; a missing part counts as 0
 */
export function accumulate(
  loss: (microStep: number) => LossReport,
  count: number,
  parameters: Parameters,
): Backward {
  let sum = backward(() => share(loss(0), count), parameters);
  for (let microStep = 1; microStep < count; microStep++) {
    try {
      sum = add(
        sum,
        backward(() => share(loss(microStep), count), parameters),
      );
    } catch (error) {
      disposeBackward(sum);
      throw error;
    }
  }
  return sum;
}

export function disposeBackward({ total, parts, gradients }: Backward): void {
  tf.dispose([total, ...parts.map(({ value }) => value), ...gradients.values()]);
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

/** The sum of both sets; the input tensors are freed one by one. */
function add(a: Backward, b: Backward): Backward {
  const parts = new Map<string, LossPart>(a.parts.map((part) => [part.name, part]));
  for (const part of b.parts) {
    const before = parts.get(part.name);
    parts.set(part.name, before ? { ...part, value: replace(before.value, part.value) } : part);
  }
  const gradients = new Map(a.gradients);
  for (const [name, gradient] of b.gradients) {
    const before = gradients.get(name);
    gradients.set(name, before ? replace(before, gradient) : gradient);
  }
  return { total: replace(a.total, b.total), parts: [...parts.values()], gradients };
}

function replace<T extends Tensor>(a: T, b: T): T {
  const sum: T = tf.add(a, b);
  tf.dispose([a, b]);
  return sum;
}
