import { definePlugin, STEMS } from '@turbo-hoi/core';
import { Conv2d, tidy } from '@turbo-hoi/nn';
import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';

const schema = z.strictObject({
  /** C of the map. */
  channels: z.int().positive().default(16),
  /** Pixels a cell. */
  stride: z.int().positive().default(8),
});

/** Mean colour and edge strength in x and y of every block of pixels, mixed by a learned 1×1 convolution. */
export default definePlugin(STEMS, {
  kind: 'edges',
  schema,
  create: ({ channels, stride }, { parameters }) => {
    const mix = new Conv2d(parameters.scope('mix'), { in: 3 + 3 + 3, out: channels, kernel: 1 });
    return {
      channels,
      stride,
      features: (images) =>
        tidy(() => {
          const scaled = tf.div(images, 255);
          const edges = tf.abs(difference(scaled));
          const blocks = tf.avgPool(tf.concat([scaled, edges], 3), stride, stride, 'valid');
          return tf.relu(mix.forward(blocks));
        }),
    };
  },
});

/** Differences to the neighbours on the left and above, zero at the border: [B,H,W,3] → [B,H,W,6]. */
function difference(images) {
  const [batch, height, width, colours] = images.shape;
  const left = tf.slice(images, [0, 0, 0, 0], [batch, height, width - 1, colours]);
  const above = tf.slice(images, [0, 0, 0, 0], [batch, height - 1, width, colours]);
  const right = tf.slice(images, [0, 0, 1, 0], [batch, height, width - 1, colours]);
  const below = tf.slice(images, [0, 1, 0, 0], [batch, height - 1, width, colours]);
  const x = tf.pad(tf.sub(right, left), [
    [0, 0],
    [0, 0],
    [1, 0],
    [0, 0],
  ]);
  const y = tf.pad(tf.sub(below, above), [
    [0, 0],
    [1, 0],
    [0, 0],
    [0, 0],
  ]);
  return tf.concat([x, y], 3);
}
