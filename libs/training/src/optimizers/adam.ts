import { definePlugin } from '@turbo-hoi/core';
import { z } from 'zod';
import { elementwiseOptimizer, type UpdateRule } from './elementwise-optimizer';
import { OPTIMIZERS } from './optimizer';
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
 * With step number t: m = β1 m + (1 - β1) g, v = β2 v + (1 - β2) g², p = p - η/(1 - β1^t) · m / (√v/√(1 - β2^t) + ε).
 */
export const adam = definePlugin(OPTIMIZERS, {
  kind: 'adam',
  schema,
  create: (options) => elementwiseOptimizer(adamRule(options)),
});

export function adamRule(options: AdamOptions): UpdateRule {
  const { beta1, beta2, epsilon, weightDecay, decoupledWeightDecay, decay } = options;
  return {
    slots: ['mean', 'variance'],
    decays: (name) => weightDecay > 0 && decaysName(decay, name),
    update({ value, gradient, slots: [mean, variance], decays }, { learningRate, number }) {
      const coupled = decays && !decoupledWeightDecay;
      const decayed =
        decays && decoupledWeightDecay ? value.mul(1 - learningRate * weightDecay) : value;
      const g = coupled ? gradient.add(value.mul(weightDecay)) : gradient;
      const m = mean.mul(beta1).add(g.mul(1 - beta1));
      const v = variance.mul(beta2).add(g.square().mul(1 - beta2));
      // √(1 - β2^t) is taken out of the denominator: one operation less for every parameter.
      const correction = Math.sqrt(1 - beta2 ** number);
      const rate = (learningRate * correction) / (1 - beta1 ** number);
      const direction = m.div(v.sqrt().add(epsilon * correction));
      return { value: decayed.sub(direction.mul(rate)), slots: [m, v] };
    },
  };
}
