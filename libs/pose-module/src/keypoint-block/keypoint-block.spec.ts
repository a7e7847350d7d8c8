import { join } from 'node:path';
import { createRng, type ParameterValue, type PoseFeatures } from '@turbo-hoi/core';
import { ParameterStore } from '@turbo-hoi/nn';
import {
  checkGradients,
  expectClose,
  expectNoLeak,
  golden,
  type GoldenArray,
  goldenTensor,
} from '@turbo-hoi/testing';
import { fromTorchLayout, keypointBlockParameters } from '@turbo-hoi/weights';
import * as tf from '@tensorflow/tfjs';
import { KeypointBlock, type KeypointBlockOptions } from './keypoint-block';
import { keypointBlockSchema } from './keypoint-block.schema';

interface SampledMap {
  readonly shape: number[];
  /** `sample` has every `step`-th number. */
  readonly step: number;
  readonly sample: number[];
  /** Root of the mean square. */
  readonly rms: number;
}

const { parameters, roi, mid, heatmaps } = golden<{
  parameters: Record<string, GoldenArray>;
  roi: GoldenArray;
  mid: SampledMap;
  heatmaps: SampledMap;
}>(join(__dirname, '__golden__/keypoint-rcnn-head.json'));

const [channels, inputs] = parameters['roi_heads.keypoint_head.0.weight'].shape;
const keypoints = 17;
const published = { convs: 8, channels, deconvChannels: 1, outputKernel: 0, groups: 0 } as const;

function build(options: Omit<KeypointBlockOptions, 'skip'> = published) {
  const store = new ParameterStore(createRng(0));
  const block = new KeypointBlock(store, { ...options, skip: false }, inputs, keypoints);
  return { block, store };
}

function expectTorchvision({ mid: found, logits }: PoseFeatures): void {
  for (const [map, expected] of [
    [found, mid],
    [logits, heatmaps],
  ] as const) {
    expect(map.shape).toEqual(expected.shape);
    const sample = map.dataSync().filter((_, i) => i % expected.step === 0);
    expectClose(sample, expected.sample, { relative: 1e-4, absolute: 1e-5 * expected.rms });
  }
}

test('without an output convolution the heatmaps equal those of torchvision’s keypoint head', () => {
  const { block, store } = build();
  // Layers are in the same order in both; torchvision's [out,in,h,w] and, transposed, [in,out,h,w] have the sides last.
  const values = Object.values(parameters).map(({ shape, data }): ParameterValue => {
    if (shape.length < 4) return { shape, data };
    const turned = tf.tidy(() => tf.transpose(tf.tensor(data, shape), [2, 3, 1, 0]));
    return { shape: turned.shape, data: turned.dataSync<'float32'>() };
  });
  store.load(new Map([...store.entries().keys()].map((name, i) => [name, values[i]])));
  expectTorchvision(block.forward(goldenTensor(roi), null));
});

test('loads the parameters of an imported torchvision detector', () => {
  const { block, store } = build();
  const imported = Object.entries(parameters).map(([name, value]): [string, ParameterValue] => [
    name,
    fromTorchLayout(name, value),
  ]);
  store.load(keypointBlockParameters(new Map(imported)));
  expectTorchvision(block.forward(goldenTensor(roi), null));
});

test('without an output convolution its parameters do not exist', () => {
  const shapes = (outputKernel: 0 | 1) => {
    const { store } = build({ ...published, outputKernel });
    return new Map([...store.entries()].map(([name, { shape }]) => [name, shape]));
  };
  expect(shapes(0).get('deconv.weight')).toEqual([4, 4, keypoints, channels]);
  expect(shapes(0).has('kps_score.weight')).toBe(false);
  expect(shapes(1).get('deconv.weight')).toEqual([4, 4, 1, channels]);
  expect(shapes(1).get('kps_score.weight')).toEqual([1, 1, 1, keypoints]);
});

test.each([0, 1, 3] as const)('heatmaps of output kernel %d have a gradient', (outputKernel) => {
  const { block } = build({ ...published, convs: 1, outputKernel });
  const x = tf.randomNormal<tf.Rank.R4>([1, 2, 2, inputs], 0, 1, 'float32', 3);
  checkGradients((x) => block.forward(x as tf.Tensor4D, null).logits, [x]);
});

test.each([0, 1])('without an output convolution %d rois have heatmaps', (rois) => {
  const { block } = build();
  const x = tf.zeros<tf.Rank.R4>([rois, 3, 3, inputs]);
  expect(block.forward(x, null).logits.shape).toEqual([rois, 12, 12, keypoints]);
  expectNoLeak(() => Object.values(block.forward(x, null)));
});

test.each([0, 1, 3])('accepts output kernel %d', (outputKernel) => {
  expect(keypointBlockSchema.parse({ outputKernel })).toMatchObject({ outputKernel });
});

test('refuses other output kernels', () => {
  expect(keypointBlockSchema.safeParse({ outputKernel: 2 }).success).toBe(false);
});
