import {
  ATTENTION_MASKS,
  type AttentionMask,
  createRng,
  type HoiFeatures,
  type MaskInput,
  paperOutputs,
  selectPlugin,
  type StageDims,
} from '@turbo-hoi/core';
import { hoiFeatures, mapTensors, ParameterStore } from '@turbo-hoi/nn';
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
  actions: 2,
  previousPoseChannels: 4,
  previousHeatmapSide: 12,
  previousMessageWidth: 0,
};
const [HOI_WIDTH, CHANNELS] = [5, 6];
const outputs = paperOutputs(dims.actions);
const KINDS = ['fc-sigmoid', 'channel', 'full', 'separable', 'conv'];

function build(kind: string, options: object = {}) {
  const container = new Container();
  container.load(poseModule);
  const parameters = new ParameterStore(createRng(0));
  const mask = selectPlugin(container, ATTENTION_MASKS, { kind, ...options }, 'mask').create({
    parameters,
    dims,
    messageWidth: HOI_WIDTH + 5 * dims.actions,
    channels: CHANNELS,
  });
  return { mask, parameters };
}

function hoi(rois: number, seed = 1): HoiFeatures {
  const random = (width: number, i: number) =>
    tf.randomNormal<tf.Rank.R2>([rois, width], 0, 1, 'float32', seed + i);
  const out = { actions: random(2, 1), offsets: random(8, 2) };
  return hoiFeatures(outputs, { mid: random(HOI_WIDTH, 0), out });
}

/** These masks read only f_a. */
const attend = (mask: AttentionMask, hoi: HoiFeatures) =>
  mask.attend({ hoi } as MaskInput, { training: false, rng: createRng(0), valid: null });

test.each([
  ['fc-sigmoid', [3, 3, 1]],
  ['channel', [1, 1, 6]],
  ['full', [3, 3, 6]],
  ['separable', [3, 3, 6]],
  ['conv', [3, 3, 1]],
])('%s has shape [R,%j]', (kind, shape) => {
  expect(attend(build(kind).mask, hoi(1))?.shape).toEqual([1, ...shape]);
  expect(attend(build(kind).mask, hoi(4))?.shape).toEqual([4, ...shape]);
});

test('none returns no mask and has no parameters', () => {
  const { mask, parameters } = build('none');
  expect(attend(mask, hoi(2))).toBeNull();
  expect(parameters.entries().size).toBe(0);
});

test.each(KINDS)('%s lies between 0 and its scale', (kind) => {
  const { mask } = build(kind, { deviation: 3, scale: 1.5 });
  const values = attend(mask, hoi(8))!.dataSync();
  expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...values)).toBeLessThanOrEqual(1.5);
  expect(Math.max(...values) - Math.min(...values)).toBeGreaterThan(0.1);
});

test.each([
  ['fc-sigmoid', 0.5],
  ['separable', 1],
])('%s with zero weights is %d everywhere', (kind, value) => {
  const attention = attend(build(kind, { deviation: 0 }).mask, hoi(2))!;
  expectClose(attention, new Float32Array(attention.size).fill(value));
});

test.each(KINDS)('%s computes each row independently', (kind) => {
  const { mask } = build(kind, { deviation: 0.5 });
  const both = hoi(2);
  const second = mapTensors(both, (rows) => tf.slice(rows, [1, 0], [1, -1]));
  const rows = tf.split(attend(mask, both)!, 2);
  expectClose(rows[1], attend(mask, second)!.dataSync());
});

test.each(KINDS)('%s passes a gradient to H_mid and H_out', (kind) => {
  const { mask } = build(kind, { deviation: 0.5 });
  const { mid, out } = hoi(2);
  const gradients = tf.grads((...[m, actions, offsets]) => {
    const parts = { actions: actions as tf.Tensor2D, offsets: offsets as tf.Tensor2D };
    const features = hoiFeatures(outputs, { mid: m as tf.Tensor2D, out: parts });
    return tf.sum(tf.square(attend(mask, features)!));
  })([mid, out.actions, out.offsets]);
  for (const gradient of gradients) {
    expect(tf.max(tf.abs(gradient)).dataSync()[0]).toBeGreaterThan(0);
  }
});

test.each(KINDS)('%s leaves no tensor behind', (kind) => {
  const { mask } = build(kind);
  const features = hoi(2);
  expectNoLeak(() => attend(mask, features));
});

test.each([
  ['conv', { kernel: 2 }, /mask\.kernel: expected an odd number/],
  ['fc-sigmoid', { scale: 0 }, /mask\.scale/],
  ['none', { scale: 1 }, /mask.*scale/],
])('%s refuses %j', (kind, options, message) => {
  expect(() => build(kind, options)).toThrow(message);
});
