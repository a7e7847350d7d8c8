import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import type { Heatmaps } from '@turbo-hoi/core';
import {
  checkGradients,
  expectArray,
  expectClose,
  expectGolden,
  expectNoLeak,
  golden,
  type GoldenArray,
  goldenTensor,
} from '@turbo-hoi/testing';
import { softArgmax } from './soft-argmax';
import { heatmapPeak, spatialSoftmax } from './spatial-softmax';

const expected = golden<
  Record<
    'logits' | 'probabilities' | 'dprobabilities' | 'dlogits' | 'x' | 'y' | 'peak',
    GoldenArray
  >
>(join(__dirname, '__golden__/heatmaps.json'));

const logits = goldenTensor<Heatmaps>(expected.logits);
const probabilities = goldenTensor<Heatmaps>(expected.probabilities);

describe('spatialSoftmax', () => {
  it('equals PyTorch', () => {
    const op = { y: expected.probabilities, dy: expected.dprobabilities };
    expectGolden(() => spatialSoftmax(logits), op, [[logits, expected.dlogits]]);
    expectNoLeak(() => spatialSoftmax(logits));
  });

  it('has correct gradients by finite differences', () => {
    checkGradients((x) => spatialSoftmax(x as Heatmaps), [logits]);
  });

  it('stays finite for large logits', () => {
    const large = tf.tensor4d([1e4, 0, 0, -1e4], [1, 2, 2, 1]);
    expectClose(spatialSoftmax(large), [1, 0, 0, 0]);
  });

  it('propagates NaN', () => {
    expect(spatialSoftmax(tf.tensor4d([NaN, 0, 0, 0], [1, 2, 2, 1])).dataSync()).toContainEqual(
      NaN,
    );
  });
});

describe('softArgmax', () => {
  it('returns the expected position', () => {
    const { x, y } = softArgmax(probabilities);
    expectArray(x, expected.x);
    expectArray(y, expected.y);
  });

  it('returns positions between the centers of the outer cells', () => {
    const corner = tf.oneHot(tf.tensor1d([3], 'int32'), 16).reshape([1, 4, 4, 1]) as Heatmaps;
    const { x, y } = softArgmax(tf.cast(corner, 'float32'));
    expectClose(x, [0.75]);
    expectClose(y, [-0.75]);
  });

  it('has correct gradients by finite differences and does not leak', () => {
    const both = (p: tf.Tensor) =>
      tf.tidy(() => {
        const { x, y } = softArgmax(p as Heatmaps);
        return tf.stack([x, y]);
      });
    checkGradients(both, [probabilities]);
    expectNoLeak(() => softArgmax(probabilities));
  });
});

describe('heatmapPeak', () => {
  it('returns the largest probability', () => {
    expectArray(heatmapPeak(probabilities), expected.peak);
    expectNoLeak(() => heatmapPeak(probabilities));
  });

  it('has correct gradients by finite differences', () => {
    checkGradients((p) => heatmapPeak(p as Heatmaps), [logits]);
  });
});
