import { definePlugin } from '@turbo-hoi/core';
import { FusedKernel } from '@turbo-hoi/nn';
import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import { elementwiseOptimizer, type UpdateRule } from './elementwise-optimizer';
import { OPTIMIZERS, type UpdateStep } from './optimizer';
import { decaySchema, decaysName } from './weight-decay';

const schema = z.strictObject({
  beta1: z.number().min(0).lt(1).default(0.9),
  beta2: z.number().min(0).lt(1).default(0.999),
  epsilon: z.number().positive().default(1e-8),
  weightDecay: z.number().min(0).default(0),
  decoupledWeightDecay: z.boolean().default(true),
  decay: decaySchema,
});

export type AdamOptions = z.output<typeof schema>;

/**
 * Adam (Kingma and Ba 2015) by the rule of torch.optim.AdamW, or of torch.optim.Adam without `decoupledWeightDecay`.
 *
 * With learning rate η and step number t: m = β1 m + (1 - β1) g, v = β2 v + (1 - β2) g²,
 * p = p - η/(1 - β1^t) · m / (√v/√(1 - β2^t) + ε).
 */
export const adam = definePlugin(OPTIMIZERS, {
  kind: 'adam',
  schema,
  create: (options) => elementwiseOptimizer(adamRule(options)),
});

/**
 * The same rule in fewer passes over the parameters, which dominate the time of an update.
 *
 * Intermediate tensors are freed at once, so that the next pass reuses memory still in the cache.
 * The state holds the sums m/(1 - β1) and v/(1 - β2); their factors and √(1 - β2^t) move into the rate and into ε.
 */
export function adamRule(options: AdamOptions): UpdateRule {
  const { beta1, beta2, epsilon, weightDecay, decoupledWeightDecay, decay } = options;
  /** Of a step: rate, ε, the factor of the weights and their share in the gradient. */
  const numbersOf = ({ learningRate, number }: UpdateStep, decays: boolean) => {
    const scale = Math.sqrt((1 - beta2 ** number) / (1 - beta2));
    return {
      rate: (learningRate * scale * (1 - beta1)) / (1 - beta1 ** number),
      epsilon: epsilon * scale,
      shrink: decays && decoupledWeightDecay ? 1 - learningRate * weightDecay : 1,
      share: decays && !decoupledWeightDecay ? weightDecay : 0,
    };
  };
  return {
    slots: ['gradientSum', 'squareSum'],
    decays: (name) => weightDecay > 0 && decaysName(decay, name),
    inPlace: {
      kernel: new FusedKernel('TurboAdam'),
      numbers: (step, decays) => {
        const { rate, epsilon, shrink, share } = numbersOf(step, decays);
        return [beta1, beta2, rate, epsilon, shrink, share];
      },
    },
    update({ value, gradient, slots: [sum, squares], decays }, step) {
      const { rate, epsilon, shrink, share } = numbersOf(step, decays);
      const g = share > 0 ? tf.tidy(() => gradient.add(value.mul(share))) : gradient;
      const nextSum = tf.tidy(() => sum.mul(beta1).add(g));
      const nextSquares = tf.tidy(() => squares.mul(beta2).add(g.square()));
      const denominator = tf.tidy(() => nextSquares.sqrt().add(epsilon));
      const change = tf.tidy(() => nextSum.div(denominator).mul(rate));
      denominator.dispose();
      const next = tf.tidy(() => (shrink === 1 ? value : value.mul(shrink)).sub(change));
      return { value: next, slots: [nextSum, nextSquares] };
    },
  };
}
