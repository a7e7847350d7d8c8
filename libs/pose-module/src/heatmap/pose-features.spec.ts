import { expectClose, expectNoLeak } from '@turbo-hoi/testing';
import * as tf from '@tensorflow/tfjs';
import { POSE_SCALES, poseFeatures } from './pose-features';

/** Logits of one keypoint on 8×8 cells with all mass in one cell. */
function certain(row: number, column: number): tf.Tensor4D {
  const data = new Float32Array(64).fill(-50);
  data[row * 8 + column] = 50;
  return tf.tensor4d(data, [1, 8, 8, 1]);
}

const mid = () => tf.zeros<tf.Rank.R4>([1, 2, 2, 3]);

test('a keypoint with all mass in one cell has all mass in one coarse cell', () => {
  const { coarse } = poseFeatures(mid(), certain(1, 6));
  expectClose(coarse, [0, 4, 0, 0]);
});

test('joints are x, y and peak, from -1 to 1 across the box, times two', () => {
  const { joints } = poseFeatures(mid(), certain(0, 7));
  expectClose(joints, [2 * (1 - 1 / 8), 2 * (1 / 8 - 1), 2]);
});

test('x of every keypoint comes before y of any', () => {
  const logits = tf.concat([certain(0, 7), certain(7, 0)], 3);
  const [x1, x2, y1, y2] = poseFeatures(mid(), logits).joints.dataSync();
  expect([x1 > 0, x2 > 0, y1 > 0, y2 > 0]).toEqual([true, false, false, true]);
});

test('uniform logits give uniform mass and a position in the middle', () => {
  const { coarse, joints } = poseFeatures(mid(), tf.zeros<tf.Rank.R4>([1, 8, 8, 1]));
  expectClose(coarse, [1, 1, 1, 1]);
  expectClose(joints, [0, 0, 2 / 64]);
});

test('leaves no tensor behind', () => {
  const [map, logits] = [mid(), certain(3, 3)];
  expectNoLeak(() => {
    const { coarse, joints, logTotal } = poseFeatures(map, logits);
    return [coarse, joints, logTotal];
  });
});

test('as logits the map is their mean over each cell, with a gradient', () => {
  const logits = tf.tensor4d(
    Array.from({ length: 16 }, (_, i) => i),
    [1, 4, 4, 1],
  );
  const form = { ...POSE_SCALES, coarse: 'logits', coarseScale: 1 } as const;
  const map = tf.zeros<tf.Rank.R4>([1, 2, 2, 1]);
  expectClose(poseFeatures(map, logits, form).coarse, [2.5, 4.5, 10.5, 12.5]);
  const gradient = tf.grad((x) => poseFeatures(map, x as tf.Tensor4D, form).coarse.sum());
  expectClose(gradient(logits), new Array(16).fill(0.25));
});
