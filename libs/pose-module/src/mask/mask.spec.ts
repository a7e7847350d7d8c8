import {
  ATTENTION_MASKS,
  createRng,
  type HoiFeatures,
  selectPlugin,
  type StageDims,
} from '@turbo-hoi/core';
import { ParameterStore } from '@turbo-hoi/nn';
import { expectClose, expectNoLeak } from '@turbo-hoi/testing';
import * as tf from '@tensorflow/tfjs';
import { Container } from 'inversify';
import { poseModule } from '../pose.module';

const dims: StageDims = {
  stage: 1,
  side: 3,
  roiChannels: 8,
  contextChannels: 0,
  keypoints: 2,
  heatmapSide: 12,
  actions: 2,
  previousPoseChannels: 4,
  previousHoiWidth: 0,
};
const [HOI_WIDTH, CHANNELS] = [5, 6];
const KINDS = ['fc-sigmoid', 'channel', 'full', 'separable', 'conv'];

function build(kind: string, options: object = {}) {
  const container = new Container();
  container.load(poseModule);
  const parameters = new ParameterStore(createRng(0));
  const mask = selectPlugin(container, ATTENTION_MASKS, { kind, ...options }, 'mask').create({
    parameters,
    dims,
    hoiWidth: HOI_WIDTH,
    channels: CHANNELS,
  });
  return { mask, parameters };
}

function hoi(rois: number, seed = 1): HoiFeatures {
  const random = (width: number, i: number) =>
    tf.randomNormal<tf.Rank.R2>([rois, width], 0, 1, 'float32', seed + i);
  return { mid: random(HOI_WIDTH, 0), actionLogits: random(2, 1), offsets: random(8, 2) };
}

test.each([
  ['fc-sigmoid', [3, 3, 1]],
  ['channel', [1, 1, 6]],
  ['full', [3, 3, 6]],
  ['separable', [3, 3, 6]],
  ['conv', [3, 3, 1]],
])('%s weighs by [R,%j]', (kind, shape) => {
  expect(build(kind).mask.attend(hoi(1))?.shape).toEqual([1, ...shape]);
  expect(build(kind).mask.attend(hoi(4))?.shape).toEqual([4, ...shape]);
});

test('none modulates nothing and has no parameters', () => {
  const { mask, parameters } = build('none');
  expect(mask.attend(hoi(2))).toBeNull();
  expect(parameters.entries().size).toBe(0);
});

test.each(KINDS)('%s lies between 0 and its scale', (kind) => {
  const { mask } = build(kind, { deviation: 3, scale: 1.5 });
  const values = mask.attend(hoi(8))!.dataSync();
  expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...values)).toBeLessThanOrEqual(1.5);
  expect(Math.max(...values) - Math.min(...values)).toBeGreaterThan(0.1);
});

test.each([
  ['fc-sigmoid', 0.5],
  ['separable', 1],
])('%s without weights is %d everywhere', (kind, value) => {
  const attention = build(kind, { deviation: 0 }).mask.attend(hoi(2))!;
  expectClose(attention, new Float32Array(attention.size).fill(value));
});

test.each(KINDS)('%s looks at each row alone', (kind) => {
  const { mask } = build(kind, { deviation: 0.5 });
  const both = hoi(2);
  const second = Object.fromEntries(
    Object.entries(both).map(([name, value]) => [name, tf.slice(value, [1, 0], [1, -1])]),
  ) as unknown as HoiFeatures;
  const rows = tf.split(mask.attend(both)!, 2);
  expectClose(rows[1], mask.attend(second)!.dataSync());
});

test.each(KINDS)('%s sends a gradient to H_mid and to H_out', (kind) => {
  const { mask } = build(kind, { deviation: 0.5 });
  const { mid, actionLogits, offsets } = hoi(2);
  const gradients = tf.grads((...[m, a, o]) =>
    tf.sum(
      tf.square(
        mask.attend({
          mid: m as tf.Tensor2D,
          actionLogits: a as tf.Tensor2D,
          offsets: o as tf.Tensor2D,
        })!,
      ),
    ),
  )([mid, actionLogits, offsets]);
  for (const gradient of gradients) {
    expect(tf.max(tf.abs(gradient)).dataSync()[0]).toBeGreaterThan(0);
  }
});

test.each(KINDS)('%s leaves no tensor behind', (kind) => {
  const { mask } = build(kind);
  const features = hoi(2);
  expectNoLeak(() => mask.attend(features));
});

test.each([
  ['conv', { kernel: 2 }, /mask\.kernel: expected an odd number/],
  ['fc-sigmoid', { scale: 0 }, /mask\.scale/],
  ['none', { scale: 1 }, /mask.*scale/],
])('%s refuses %j', (kind, options, message) => {
  expect(() => build(kind, options)).toThrow(message);
});
