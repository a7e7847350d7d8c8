import { freeAsUsed } from '@turbo-hoi/nn';
import * as tf from '@tensorflow/tfjs';
import type { Scalar, Tensor } from '@tensorflow/tfjs';
import type { LossPart, LossReport } from '@turbo-hoi/core';
import type { Parameters } from '../optimizers/optimizer';
import { carried, carry } from './carry';

/** A loss and its gradients; the caller disposes of all tensors. */
export interface Backward {
  readonly total: Scalar;
  readonly parts: readonly LossPart[];
  /** By parameter name; parameters that the loss does not depend on are absent. */
  readonly gradients: Map<string, Tensor>;
  /** Changes of running statistics by parameter name; empty where the forward pass has made them itself. */
  readonly statistics: ReadonlyMap<string, Tensor>;
}

/**
 * Computes a loss and its gradients with respect to the parameters.
 *
 * @param before earlier gradients by parameter name, to which these are added; their tensors are then disposed of or returned
 * @throws Error of tfjs if the loss depends on none of the parameters
 */
export function backward(
  loss: () => LossReport,
  parameters: Parameters,
  before: ReadonlyMap<string, Tensor> = new Map(),
): Backward {
  let parts: readonly LossPart[] = [];
  let inPass: ReadonlyMap<string, Tensor> = new Map();
  const variables = [...parameters.values()];
  try {
    // The tape disposes of everything but the total; the outer tidy disposes of that too if there is no gradient.
    const { value: total, grads } = tf.tidy(() =>
      tf.variableGrads(() => {
        const report = loss();
        parts = report.parts.map((part) => ({ ...part, value: tf.keep(part.value) }));
        inPass = carried(before, parameters);
        const total = carry(report.total, parameters, inPass);
        freeAsUsed(variables);
        return total;
      }, variables),
    );
    const gradients = new Map<string, Tensor>();
    for (const [name, variable] of parameters) {
      const own = grads[variable.name] ?? null;
      const earlier = inPass.has(name) ? null : (before.get(name) ?? null);
      const gradient = own && earlier ? replace(earlier, own) : (own ?? earlier);
      if (gradient) gradients.set(name, gradient);
    }
    return { total, parts, gradients, statistics: new Map() };
  } catch (error) {
    tf.dispose(parts.map(({ value }) => value));
    throw error;
  }
}

/** The sum of two tensors in their place. */
export function replace<T extends Tensor>(a: T, b: T): T {
  const sum: T = tf.add(a, b);
  tf.dispose([a, b]);
  return sum;
}
