import * as tf from '@tensorflow/tfjs';
import { createRng, type Heatmaps } from '@turbo-hoi/core';
import { expectNoLeak } from '@turbo-hoi/testing';
import * as nn from './index';

type Op = (x: tf.Tensor) => tf.Tensor;

const store = new nn.ParameterStore(createRng(0));
const conv = (kernel: number, stride = 1) =>
  new nn.Conv2d(store.scope(`conv${kernel}${stride}`), { in: 4, out: 6, kernel, stride });
const deconv = new nn.ConvTranspose2d(store.scope('deconv'), {
  in: 4,
  out: 6,
  kernel: 4,
  stride: 2,
});
const group = new nn.GroupNorm(store.scope('group'), { groups: 2, channels: 4 });
const affine = new nn.FrozenAffine(store.scope('affine'), { channels: 4 });
const linear = new nn.Linear(store.scope('linear'), { in: 5, out: 3 });
const layer = new nn.LayerNorm(store.scope('layer'), { width: 5 });
const input = new nn.InputNorm(store.scope('input'), { width: 5 });

const map = (op: (x: tf.Tensor4D) => tf.Tensor) => op as Op;
const vector = (op: (x: tf.Tensor2D) => tf.Tensor) => op as Op;
const heatmap = (op: (x: Heatmaps) => tf.Tensor) => op as Op;

const ops: [name: string, op: Op, from: number[], to: number[]][] = [
  ['Conv2d 1×1', map((x) => conv(1).forward(x)), [4, 4, 4], [4, 4, 6]],
  ['Conv2d 3×3', map((x) => conv(3).forward(x)), [4, 4, 4], [4, 4, 6]],
  ['Conv2d with stride', map((x) => conv(3, 2).forward(x)), [4, 4, 4], [2, 2, 6]],
  ['ConvTranspose2d', map((x) => deconv.forward(x)), [4, 4, 4], [8, 8, 6]],
  ['GroupNorm', map((x) => group.forward(x)), [4, 4, 4], [4, 4, 4]],
  ['FrozenAffine', map((x) => affine.forward(x)), [4, 4, 4], [4, 4, 4]],
  ['Linear', vector((x) => linear.forward(x)), [5], [3]],
  ['LayerNorm', vector((x) => layer.forward(x)), [5], [5]],
  ['InputNorm', vector((x) => input.forward(x, null, true)), [5], [5]],
  ['dropout', (x) => nn.dropout(x, 0.5, createRng(0)), [5], [5]],
  ['relu', (x) => nn.relu(x), [4, 4, 4], [4, 4, 4]],
  ['upsample2x', map((x) => nn.upsample2x(x)), [4, 4, 4], [8, 8, 4]],
  ['averagePool', map((x) => nn.averagePool(x, 2)), [4, 4, 4], [2, 2, 4]],
  ['spatialSoftmax', heatmap((x) => nn.spatialSoftmax(x)), [4, 4, 4], [4, 4, 4]],
  ['softArgmax', heatmap((x) => nn.softArgmax(x).x), [4, 4, 4], [4]],
  ['readHeatmaps', heatmap((x) => nn.readHeatmaps(x, 2).mass), [4, 4, 4], [2, 2, 4]],
  ['heatmapPeak', heatmap((x) => nn.heatmapPeak(x)), [4, 4, 4], [4]],
  ['detach', (x) => tf.add(x, nn.detach(x)), [5], [5]],
];

describe('without rois', () => {
  it.each(ops)('%s has an empty result and an empty gradient', (_, op, from, to) => {
    const x = tf.zeros([0, ...from]);
    expect(op(x).shape).toEqual([0, ...to]);
    expect(tf.grad((x) => tf.sum(op(x)))(x).shape).toEqual(x.shape);
    expectNoLeak(() => tf.tidy(() => op(x)));
  });

  it('every loss is 0', () => {
    const none = (...shape: number[]) => tf.zeros([0, ...shape]);
    const losses = [
      nn.binaryCrossEntropy(none(4) as tf.Tensor2D, none(4) as tf.Tensor2D, none() as tf.Tensor1D),
      nn.smoothL1(none(8) as tf.Tensor2D, none(8) as tf.Tensor2D, none(2) as tf.Tensor2D, 1),
      nn.softmaxCrossEntropy(
        none(4) as tf.Tensor2D,
        tf.tensor1d([], 'int32'),
        none() as tf.Tensor1D,
      ),
      nn.heatmapCrossEntropy(
        none(4, 4, 3) as Heatmaps,
        tf.zeros([0, 3], 'int32'),
        none(3) as tf.Tensor2D,
      ),
      nn.boxRegressionLoss(
        none(8) as tf.Tensor2D,
        none(4) as tf.Tensor2D,
        tf.tensor1d([], 'int32'),
        none() as tf.Tensor1D,
        1,
      ),
    ];
    expect(losses.map((loss) => loss.dataSync()[0])).toEqual([0, 0, 0, 0, 0]);
  });
});
