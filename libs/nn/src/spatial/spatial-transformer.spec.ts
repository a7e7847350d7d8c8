import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import {
  checkGradients,
  expectArray,
  expectClose,
  expectGolden,
  expectNoLeak,
  golden,
  type GoldenArray,
  type GoldenOp,
  goldenTensor,
} from '@turbo-hoi/testing';
import { affineGrid, inverseAffine } from './affine-grid';
import { gridSample, type SamplingPadding } from './grid-sample';

interface Case
  extends
    GoldenOp,
    Record<'x' | 'theta' | 'used' | 'gridX' | 'gridY' | 'dx' | 'dtheta', GoldenArray> {
  readonly padding: SamplingPadding;
  readonly inverse: boolean;
}

const cases = golden<Case[]>(join(__dirname, '__golden__/spatial-transformer.json'));
const SIDE = 6;
const close = { relative: 1e-4, absolute: 1e-5 };

describe.each(cases)('padding $padding, inverse $inverse', (expected) => {
  const x = goldenTensor<tf.Tensor4D>(expected.x);
  const theta = goldenTensor<tf.Tensor2D>(expected.theta);
  const used = () => (expected.inverse ? inverseAffine(theta) : theta);
  const sample = () => gridSample(x, affineGrid(used(), SIDE), expected.padding);

  it('the transform and its grid equal PyTorch', () => {
    expectArray(used(), expected.used, close);
    const grid = affineGrid(used(), SIDE);
    expectArray(grid.x, expected.gridX, close);
    expectArray(grid.y, expected.gridY, close);
  });

  it('the sampled map and the gradients by map and transform equal PyTorch', () => {
    expectGolden(
      sample,
      expected,
      [
        [x, expected.dx],
        [theta, expected.dtheta],
      ],
      close,
    );
  });
});

const identity = (rois: number) => tf.tile(tf.tensor2d([[1, 0, 0, 0, 1, 0]]), [rois, 1]);
const map = tf.randomNormal<tf.Rank.R4>([2, 4, 4, 3], 0, 1, 'float32', 7);

test('the identity returns the map', () => {
  expectClose(gridSample(map, affineGrid(identity(2) as tf.Tensor2D, 4)), map.dataSync());
});

test('a transform and its inverse together are the identity', () => {
  const theta = tf.tensor2d([[1.5, 0.25, 0.5, -0.25, 0.75, -1]]);
  expectClose(inverseAffine(inverseAffine(theta)), theta.dataSync());
});

test('has correct gradients by finite differences', () => {
  const theta = tf.tensor2d([[0.83, 0.11, 0.07, -0.13, 0.91, -0.05]]);
  const one = tf.slice(map, 0, 1) as tf.Tensor4D;
  const sampled = (x: tf.Tensor, t: tf.Tensor) =>
    gridSample(x as tf.Tensor4D, affineGrid(inverseAffine(t as tf.Tensor2D), 3), 'border');
  checkGradients(sampled, [one, theta]);
});

test('samples no regions, and leaves no tensor behind', () => {
  const none = gridSample(tf.zeros([0, 4, 4, 3]), {
    x: tf.zeros([0, 9]),
    y: tf.zeros([0, 9]),
  });
  expect(none.shape).toEqual([0, 3, 3, 3]);
  const theta = identity(2) as tf.Tensor2D;
  expectNoLeak(() => tf.tidy(() => gridSample(map, affineGrid(inverseAffine(theta), 4))));
});
