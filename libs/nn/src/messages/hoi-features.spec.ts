import { type HoiFeatures, messageWidth, paperOutputs } from '@turbo-hoi/core';
import * as tf from '@tensorflow/tfjs';
import { checkGradients, expectClose, expectNoLeak } from '@turbo-hoi/testing';
import { hoiFeatures } from './hoi-features';

const outputs = paperOutputs(1);
const mid = tf.tensor2d([[0.5, -1]]);
const actions = tf.tensor2d([[0]]);
const offsets = tf.tensor2d([[1, 2, 3, 4]]);

test('the message appends s_a and mu_a to H_mid', () => {
  const { message } = hoiFeatures(outputs, { mid, out: { offsets, actions } });
  expectClose(message, [0.5, -1, 0.5, 1, 2, 3, 4]);
  expect(message.shape[1]).toBe(messageWidth({ width: 2, outputs }));
});

test('parts of any name are read in the declared order', () => {
  const own = [
    { name: 'gaze', width: 2, activation: 'identity', meaning: 'gaze direction of the person' },
    ...outputs.slice(0, 1),
  ] as const;
  const gaze = tf.tensor2d([[7, 8]]);
  const { message, out } = hoiFeatures(own, { mid, out: { actions, gaze } });
  expectClose(message, [0.5, -1, 7, 8, 0.5]);
  expect(out.gaze).toBe(gaze);
});

test('names a declared part that is missing', () => {
  expect(() => hoiFeatures(outputs, { mid, out: { actions } })).toThrow(
    expect.objectContaining({
      kind: 'shape',
      message: expect.stringMatching(/out\.offsets: got nothing.*got actions\./),
    }),
  );
});

test('gradients reach all three parts', () => {
  checkGradients(
    (a, b, c) => {
      const out = { actions: b as tf.Tensor2D, offsets: c as tf.Tensor2D };
      const features: HoiFeatures = hoiFeatures(outputs, { mid: a as tf.Tensor2D, out });
      return tf.sum(tf.square(features.message));
    },
    [mid, actions, offsets],
  );
});

test('leaks nothing', () =>
  expectNoLeak(() => hoiFeatures(outputs, { mid, out: { actions, offsets } }).message));
