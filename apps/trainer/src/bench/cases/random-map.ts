import { definePlugin, STEMS } from '@turbo-hoi/core';
import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';

const count = z.int().positive();

/** Kind `random-map`: one random feature map for all batches in place of a stem's. */
export const randomMap = definePlugin(STEMS, {
  kind: 'random-map',
  schema: z.strictObject({ channels: count, stride: count }),
  create: ({ channels, stride }) => {
    let map: tf.Tensor4D | null = null;
    return {
      channels,
      stride,
      features: ({ shape: [images, height, width] }) => {
        const shape = [images, height / stride, width / stride, channels] as const;
        map ??= tf.keep(tf.randomUniform<tf.Rank.R4>([...shape]));
        return map.clone();
      },
      dispose: () => map?.dispose(),
    };
  },
});
