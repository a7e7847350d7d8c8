import { pluginSlot } from '@turbo-hoi/core';
import type { Scalar, Tensor, Variable } from '@tensorflow/tfjs';

/** Parameters by name, as a ParameterStore lists them. */
export type Parameters = ReadonlyMap<string, Variable>;

/** What an update needs to know besides parameters and gradients. */
export interface UpdateStep {
  /** Which update, from 1. */
  readonly number: number;
  readonly learningRate: number;
  /** Multiplies every gradient first, for clipping; null: 1. */
  readonly gradientScale: Scalar | null;
}

/**
 * An update that took place but can be taken back, as long as neither method was called.
 *
 * Tensors are immutable: an update makes new ones, so keeping the old ones until the loss is read back costs nothing,
 * while choosing between both on the device would cost as much as the update itself.
 */
export interface AppliedUpdate {
  /** Frees what the update replaced. */
  commit(): void;
  /** Puts parameters and optimizer state back exactly as they were. */
  revert(): void;
}

/** Changes parameters along their gradients and remembers what it needs for that by parameter name. */
export interface Optimizer {
  /**
   * Updates the parameters; it must not wait for the device.
   *
   * @param gradients by parameter name; a parameter without one did not take part, so its gradient is 0
   * @throws TurboHoiError `checkpoint` at the first update, if a loaded state belongs to other parameters
   */
  apply(
    parameters: Parameters,
    gradients: ReadonlyMap<string, Tensor>,
    step: UpdateStep,
  ): AppliedUpdate;
  /** Copies of everything remembered, keyed `<slot>.<parameter name>`; the caller owns them. */
  state(): Map<string, Tensor>;
  /** Replaces what is remembered; the tensors are borrowed. */
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
 * // Steps of one length along the sign of the gradient.
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
