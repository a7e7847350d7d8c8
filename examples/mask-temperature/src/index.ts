import { type AttentionMask, ATTENTION_MASKS, definePlugin } from '@turbo-hoi/core';
import { constant, Linear, normal, tidy } from '@turbo-hoi/nn';
import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';

const schema = z.strictObject({
  /** τ: below 1 the mask is sharper than the paper's, above 1 flatter. */
  temperature: z.number().positive().default(1),
  /** Whether τ is learned; it stays positive. */
  learned: z.boolean().default(true),
});

/** Att = R(sigmoid(FC([H_mid, H_out]) / τ)): Eq. 4 with a temperature. */
export default definePlugin(ATTENTION_MASKS, {
  kind: 'temperature',
  schema,
  create: ({ temperature, learned }, { parameters, dims, messageWidth }): AttentionMask => {
    const cells = dims.side ** 2;
    const fc = new Linear(parameters.scope('fc'), {
      in: messageWidth,
      out: cells,
      initializer: normal(0.01),
    });
    const start = Math.log(temperature);
    // log τ, so that τ cannot become negative.
    const logTemperature = learned
      ? parameters.parameter('log_temperature', [1], constant(start))
      : null;
    return {
      attend: ({ hoi }) =>
        tidy(() => {
          const logits = fc.forward(hoi.message);
          const tau = tf.exp(logTemperature ?? tf.tensor1d([start]));
          const attention = tf.sigmoid(tf.div(logits, tau));
          return tf.reshape(attention, [-1, dims.side, dims.side, 1]) as tf.Tensor4D;
        }),
    };
  },
});
