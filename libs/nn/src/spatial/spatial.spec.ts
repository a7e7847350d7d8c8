import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import {
  checkGradients,
  expectClose,
  expectGolden,
  expectNoLeak,
  golden,
  type GoldenArray,
  type GoldenOp,
  goldenTensor,
} from '@turbo-hoi/testing';
import { averagePool } from './average-pool';
import { upsample2x, upsampleNearest2x } from './upsample';

type Case = GoldenOp & Record<'x' | 'dx', GoldenArray>;

const cases = golden<{ upsample2x: Case[]; averagePool: (Case & { size: number })[] }>(
  join(__dirname, '__golden__/spatial.json'),
);

describe('upsample2x', () => {
  it.each(cases.upsample2x.map((c) => ({ ...c, map: c.x.shape })))(
    'equals PyTorch on $map',
    (expected) => {
      const x = goldenTensor<tf.Tensor4D>(expected.x);
      expectGolden(() => upsample2x(x), expected, [[x, expected.dx]]);
      expectNoLeak(() => upsample2x(x));
    },
  );

  it('has correct gradients by finite differences', () => {
    const x = tf.randomNormal([2, 3, 4, 2], 0, 1, 'float32', 5);
    checkGradients((x) => upsample2x(x as tf.Tensor4D), [x]);
  });
});

describe('averagePool', () => {
  it.each(cases.averagePool)('equals PyTorch with size $size', ({ size, ...expected }) => {
    const x = goldenTensor<tf.Tensor4D>(expected.x);
    expectGolden(() => averagePool(x, size), expected, [[x, expected.dx]]);
    expectNoLeak(() => averagePool(x, size));
  });

  it('has correct gradients by finite differences', () => {
    const x = tf.randomNormal([1, 6, 3, 2], 0, 1, 'float32', 5);
    checkGradients((x) => averagePool(x as tf.Tensor4D, 3), [x]);
    checkGradients((x) => averagePool(x as tf.Tensor4D, 1), [x]);
  });
});

describe('upsampleNearest2x', () => {
  const x = tf.tensor4d([1, 2, 3, 4, 5, 6], [1, 1, 3, 2]);

  it('repeats every cell to the right and below', () => {
    const row = [1, 2, 1, 2, 3, 4, 3, 4, 5, 6, 5, 6];
    expectClose(upsampleNearest2x(x), [...row, ...row]);
    expectNoLeak(() => upsampleNearest2x(x));
  });

  it('has correct gradients by finite differences', () => {
    checkGradients((x) => upsampleNearest2x(x as tf.Tensor4D), [x]);
  });

  it('accepts an empty batch', () => {
    expect(upsampleNearest2x(tf.zeros([0, 2, 3, 4])).shape).toEqual([0, 4, 6, 4]);
  });
});
