import { definePlugin } from '@turbo-hoi/core';
import { FusedKernel } from '@turbo-hoi/nn';
import * as tf from '@tensorflow/tfjs';
import type { Tensor } from '@tensorflow/tfjs';
import { z } from 'zod';
import { elementwiseOptimizer, type UpdateRule } from './elementwise-optimizer';
import { OPTIMIZERS } from './optimizer';
import { decaySchema, decaysName } from './weight-decay';

const schema = z
  .strictObject({
    momentum: z.number().min(0).lt(1).default(0.9),
    weightDecay: z.number().min(0).default(1e-4),
    nesterov: z.boolean().default(false),
    decay: decaySchema,
  })
  .refine(({ nesterov, momentum }) => !nesterov || momentum > 0, {
    path: ['nesterov'],
    message: 'Nesterov momentum needs a momentum > 0',
  });

export type SgdOptions = z.output<typeof schema>;

/**
 * Gradient descent with momentum by the rule of torch.optim.SGD (without dampening).
 *
 * With learning rate η: d = g + weightDecay · p, buffer = momentum · buffer + d, p = p - η · buffer.
 */
export const sgd = definePlugin(OPTIMIZERS, {
  kind: 'sgd',
  schema,
  create: (options) => elementwiseOptimizer(sgdRule(options)),
});

export function sgdRule({ momentum, weightDecay, nesterov, decay }: SgdOptions): UpdateRule {
  return {
    slots: momentum > 0 ? ['momentum'] : [],
    decays: (name) => weightDecay > 0 && decaysName(decay, name),
    // Its kernel always has a buffer.
    ...(momentum > 0 && {
      inPlace: {
        kernel: new FusedKernel('TurboSgd'),
        numbers: ({ learningRate }, decays) => [
          learningRate,
          momentum,
          decays ? weightDecay : 0,
          Number(nesterov),
        ],
      },
    }),
    update({ value, gradient, slots: [buffer], decays }, { learningRate }) {
      const descend = (direction: Tensor) => value.sub(direction.mul(learningRate));
      // One sum of all terms saves a pass over the parameters.
      const d = decays ? [gradient, value.mul(weightDecay)] : [gradient];
      if (!buffer) return { value: descend(tf.addN(d)), slots: [] };
      // torch starts with buffer = d, which equals the update of a zero buffer.
      const next = tf.addN([...d, buffer.mul(momentum)]);
      const direction = nesterov ? tf.addN([...d, next.mul(momentum)]) : next;
      return { value: descend(direction), slots: [next] };
    },
  };
}
