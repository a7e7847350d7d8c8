import { pluginSlot } from '@turbo-hoi/core';
import type { Scalar, Tensor, Variable } from '@tensorflow/tfjs';

/** Parameters by name, as a ParameterStore lists them. */
export type Parameters = ReadonlyMap<string, Variable>;

/** Arguments of an update besides parameters and gradients. */
export interface UpdateStep {
  /** Number of the update, from 1. */
  readonly number: number;
  readonly learningRate: number;
  /** Multiplies every gradient first, for clipping; null: 1. */
  readonly gradientScale: Scalar | null;
}

/**
 * An update of which one method must be called, and before either of which gradients must live: whether a step counts is known when its
 * loss has been read back.
 *
 * Where tensors are immutable, an update creates new ones at once, and keeping the old ones takes no time, while selecting between both on
 * the device would take as long as the update itself. Where a kernel writes in place, it runs on commit.
 */
export interface AppliedUpdate {
  /** Makes it final: frees the replaced tensors, or writes. */
  commit(): void;
  /** Parameters and optimizer state are exactly as before. */
  revert(): void;
}

/** Updates parameters from their gradients; its state is keyed by parameter name. */
export interface Optimizer {
  /**
   * Updates the parameters, at the latest when it is committed; it must not wait for the device.
   *
   * @param gradients by parameter name; a parameter without one was not used, so its gradient is 0
   * @throws TurboHoiError `checkpoint` at the first update, if a loaded state belongs to other parameters
   */
  apply(
    parameters: Parameters,
    gradients: ReadonlyMap<string, Tensor>,
    step: UpdateStep,
  ): AppliedUpdate;
  /** Copies of the whole state, keyed `<slot>.<parameter name>`; the caller owns them. */
  state(): Map<string, Tensor>;
  /** Replaces the state; the tensors are borrowed. */
  load(state: ReadonlyMap<string, Tensor>): void;
  dispose(): void;
}

/**
 * Optimizers, chosen by `optimizer` of an experiment; this library's are `sgd` and `adam`.
 *
 * @example
 * import { definePlugin } from '@turbo-hoi/core';
 * import { elementwiseOptimizer, OPTIMIZERS } from '@turbo-hoi/training';
 * import * as tf from '@tensorflow/tfjs';
 * import { z } from 'zod';
 *
 * // Steps of constant length along the sign of the gradient.
 * export default definePlugin(OPTIMIZERS, {
 *   kind: 'sign',
 *   schema: z.strictObject({}),
 *   create: () =>
 *     elementwiseOptimizer({
 *       slots: [],
 *       decays: () => false,
 *       update: ({ value, gradient }, { learningRate }) => ({
 *         value: tf.sub(value, tf.mul(tf.sign(gradient), learningRate)),
 *         slots: [],
 *       }),
 *     }),
 * });
 */
export const OPTIMIZERS = pluginSlot<Optimizer, Record<string, never>>('optimizer');
