import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import type { Heatmaps } from '@turbo-hoi/core';
import {
  checkGradients,
  expectArray,
  expectClose,
  expectNoLeak,
  golden,
  type GoldenArray,
  goldenTensor,
} from '@turbo-hoi/testing';
import { binaryCrossEntropy } from './binary-cross-entropy';
import { boxRegressionLoss } from './box-regression-loss';
import { heatmapCrossEntropy } from './heatmap-cross-entropy';
import { smoothL1 } from './smooth-l1';
import { softmaxCrossEntropy } from './softmax-cross-entropy';

type Arrays<Names extends string> = Record<Names | 'loss' | 'gradient', GoldenArray>;

const cases = golden<{
  binaryCrossEntropy: Arrays<'logits' | 'labels' | 'rowMask'>;
  smoothL1: (Arrays<'prediction' | 'target' | 'mask'> & { beta: number })[];
  heatmapCrossEntropy: Arrays<'logits' | 'cells' | 'visible'>;
  softmaxCrossEntropy: Arrays<'logits' | 'classes' | 'mask'>;
  boxRegressionLoss: (Arrays<'deltas' | 'target' | 'classes' | 'valid'> & { beta: number })[];
}>(join(__dirname, '__golden__/losses.json'));

type Tensor2D = tf.Tensor2D;
type Loss = (prediction: tf.Tensor, mask: tf.Tensor) => tf.Scalar;

interface LossCase {
  readonly name: string;
  readonly loss: Loss;
  readonly prediction: tf.Tensor;
  readonly mask: tf.Tensor;
  readonly expected: Arrays<never>;
}

const bce = cases.binaryCrossEntropy;
const heatmap = cases.heatmapCrossEntropy;
const softmax = cases.softmaxCrossEntropy;

const losses: LossCase[] = [
  {
    name: 'binaryCrossEntropy',
    loss: (x, mask) =>
      binaryCrossEntropy(x as Tensor2D, goldenTensor(bce.labels), mask as tf.Tensor1D),
    prediction: goldenTensor(bce.logits),
    mask: goldenTensor(bce.rowMask),
    expected: bce,
  },
  {
    name: 'heatmapCrossEntropy',
    loss: (x, mask) =>
      heatmapCrossEntropy(x as Heatmaps, goldenTensor(heatmap.cells, 'int32'), mask as Tensor2D),
    prediction: goldenTensor(heatmap.logits),
    mask: goldenTensor(heatmap.visible),
    expected: heatmap,
  },
  {
    name: 'softmaxCrossEntropy',
    loss: (x, mask) =>
      softmaxCrossEntropy(
        x as Tensor2D,
        goldenTensor(softmax.classes, 'int32'),
        mask as tf.Tensor1D,
      ),
    prediction: goldenTensor(softmax.logits),
    mask: goldenTensor(softmax.mask),
    expected: softmax,
  },
  ...cases.smoothL1.map(({ beta, ...expected }) => ({
    name: `smoothL1 with beta ${beta.toFixed(2)}`,
    loss: (x: tf.Tensor, mask: tf.Tensor) =>
      smoothL1(x as Tensor2D, goldenTensor(expected.target), mask as Tensor2D, beta),
    prediction: goldenTensor(expected.prediction),
    mask: goldenTensor(expected.mask),
    expected,
  })),
  ...cases.boxRegressionLoss.map(({ beta, ...expected }) => ({
    name: `boxRegressionLoss with beta ${beta.toFixed(2)}`,
    loss: (x: tf.Tensor, mask: tf.Tensor) =>
      boxRegressionLoss(
        x as Tensor2D,
        goldenTensor(expected.target),
        goldenTensor(expected.classes, 'int32'),
        mask as tf.Tensor1D,
        beta,
      ),
    prediction: goldenTensor(expected.deltas),
    mask: goldenTensor(expected.valid),
    expected,
  })),
];

describe.each(losses)('$name', ({ loss: lossOf, prediction, mask, expected }) => {
  // The targets are created on every call.
  const loss: Loss = (x, used) => tf.tidy(() => lossOf(x, used));
  const gradient = (x: tf.Tensor, used: tf.Tensor) => tf.grad((x) => loss(x, used))(x);

  it('equals PyTorch in value and gradient', () => {
    expectArray(loss(prediction, mask), expected.loss);
    expectArray(gradient(prediction, mask), expected.gradient);
  });

  it('has correct gradients by finite differences', () => {
    checkGradients((x) => loss(x, mask), [prediction], { step: 1e-3, relative: 2e-2 });
  });

  it('multiplies its gradient by the incoming one', () => {
    const tripled = tf.grad((x) => tf.mul(loss(x, mask), 3))(prediction);
    expectClose(
      tripled,
      expected.gradient.data.map((g) => 3 * g),
    );
  });

  it('is 0 with zero gradient where the mask is empty', () => {
    const empty = tf.zerosLike(mask);
    expect(loss(prediction, empty).dataSync()[0]).toBe(0);
    expectClose(gradient(prediction, empty), new Float32Array(prediction.size), { absolute: 0 });
  });

  it('is NaN if a prediction is NaN', () => {
    const broken = tf.mul(prediction, NaN);
    expect(loss(broken, mask).dataSync()[0]).toBeNaN();
  });

  it('stays finite for large predictions', () => {
    const large = tf.mul(prediction, 1e4);
    expect(Number.isFinite(loss(large, mask).dataSync()[0])).toBe(true);
    expect([...gradient(large, mask).dataSync()].every(Number.isFinite)).toBe(true);
  });

  it('does not leak', () => {
    expectNoLeak(() => loss(prediction, mask));
    expectNoLeak(() => gradient(prediction, mask));
  });
});

describe('weighted keypoints in heatmapCrossEntropy', () => {
  const logits = tf.tensor4d([0, 3, 0, 0, 1, 0, 0, 0], [1, 2, 2, 2]);
  const cells = tf.tensor2d([[0, 1]], [1, 2], 'int32');
  const loss = (first: number, second: number, x: tf.Tensor = logits) =>
    heatmapCrossEntropy(x as Heatmaps, cells, tf.tensor2d([[first, second]]));

  it('are averaged by their weight', () => {
    const [first, second] = [loss(1, 0).arraySync(), loss(0, 1).arraySync()];
    expect(loss(1, 0.25).arraySync()).toBeCloseTo((first + second / 4) / 1.25, 6);
  });

  it('give the unweighted loss if all weights are equal', () => {
    expect(loss(0.5, 0.5).arraySync()).toBeCloseTo(loss(1, 1).arraySync(), 6);
  });

  it('give a proportionally small loss and gradient if the total weight is below 1', () => {
    expect(loss(0.125, 0).arraySync()).toBeCloseTo(loss(1, 0).arraySync() / 8, 6);
    const gradient = (weight: number) =>
      tf
        .grad((x: tf.Tensor) => loss(weight, 0, x))(logits)
        .dataSync();
    expectClose(tf.mul(gradient(0.125), 8), [...gradient(1)]);
  });
});

describe('targets outside the mask', () => {
  it('may be NaN in smoothL1', () => {
    const [prediction, mask] = [tf.ones([1, 8]) as Tensor2D, tf.tensor2d([[0, 1]])];
    const target = tf.tensor2d([[NaN, NaN, Infinity, NaN, 0, 0, 0, 0]]);
    const loss = (x: tf.Tensor) => smoothL1(x as Tensor2D, target, mask, 1);
    expectClose(loss(prediction), [2]);
    expectClose(tf.grad(loss)(prediction), [0, 0, 0, 0, 1, 1, 1, 1]);
  });

  it('may be NaN in the background of boxRegressionLoss', () => {
    const classes = tf.tensor1d([0, 1], 'int32');
    const target = tf.tensor2d([
      [NaN, NaN, NaN, NaN],
      [0, 0, 0, 0],
    ]);
    const loss = (x: tf.Tensor) =>
      boxRegressionLoss(x as Tensor2D, target, classes, tf.ones([2]), 1);
    expectClose(loss(tf.ones([2, 4])), [1]);
    expectClose(tf.grad(loss)(tf.ones([2, 4])), [0, 0, 0, 0, 0.5, 0.5, 0.5, 0.5]);
  });

  it('may be no cell of the map in heatmapCrossEntropy', () => {
    const cells = tf.tensor2d([[-1, 0]], [1, 2], 'int32');
    const visible = tf.tensor2d([[0, 1]]);
    expectClose(heatmapCrossEntropy(tf.zeros([1, 2, 2, 2]), cells, visible), [Math.log(4)]);
  });
});
