import * as tf from '@tensorflow/tfjs';
import type { Heatmaps } from '@turbo-hoi/core';
import { checkGradients, expectClose, expectNoLeak } from '@turbo-hoi/testing';
import { averagePool } from '../spatial/average-pool';
import { heatmapLogTotal } from './log-total';
import { readHeatmaps } from './read-heatmaps';
import { softArgmax } from './soft-argmax';
import { heatmapPeak, spatialSoftmax } from './spatial-softmax';

const logits = tf.randomNormal<tf.Rank.R4>([2, 6, 6, 3], 0, 2, 'float32', 5);
const weights = tf.randomNormal([2, 4 + 9, 3], 0, 1, 'float32', 6);

/** [R,4+9,K] in the order x, y, peak, log total, masses. */
const reading = (logits: tf.Tensor) =>
  tf.tidy(() => {
    const { points, mass, logTotal } = readHeatmaps(logits as Heatmaps, 3);
    return tf.concat([points, logTotal.reshape([2, 1, 3]), mass.reshape([2, 9, 3])], 1);
  });

const stepByStep = (logits: tf.Tensor) =>
  tf.tidy(() => {
    const probabilities = spatialSoftmax(logits as Heatmaps);
    const { x, y } = softArgmax(probabilities);
    const logTotal = heatmapLogTotal(logits as Heatmaps);
    const rows = [x, y, heatmapPeak(probabilities), logTotal].map((row) => row.reshape([2, 1, 3]));
    const mass = tf.mul(averagePool(probabilities, 2), 4).reshape([2, 9, 3]);
    return tf.concat([...rows, mass], 1);
  });

describe('readHeatmaps', () => {
  it('equals softmax, expectation, peak and block sums computed separately', () => {
    expectClose(reading(logits), stepByStep(logits).dataSync());
  });

  it('has the gradient of the separate computation', () => {
    const gradient = (read: typeof reading) =>
      tf.grad((x) => tf.sum(tf.mul(read(x), weights)))(logits);
    expectClose(gradient(reading), gradient(stepByStep).dataSync());
  });

  it('has correct gradients by finite differences', () => {
    checkGradients(reading, [logits]);
    checkGradients((x) => heatmapLogTotal(x as Heatmaps), [logits]);
  });

  it('stays finite for large logits', () => {
    const { points, mass, logTotal } = readHeatmaps(
      tf.tensor4d([1e4, 0, 0, -1e4], [1, 2, 2, 1]),
      1,
    );
    expectClose(points, [-0.5, -0.5, 1]);
    expectClose(mass, [1]);
    expectClose(logTotal, [1e4]);
  });

  it('propagates NaN', () => {
    const { points } = readHeatmaps(tf.tensor4d([NaN, 0, 0, 0], [1, 2, 2, 1]), 1);
    expect([...points.dataSync()]).toEqual([NaN, NaN, NaN]);
  });

  it('does not leak', () => {
    expectNoLeak(() => readHeatmaps(logits, 3));
    expectNoLeak(() => tf.grad((x) => reading(x).sum())(logits));
  });
});
