import { createRng } from '@turbo-hoi/core';
import { ParameterStore } from '@turbo-hoi/nn';
import { checkGradients, expectClose, expectNoLeak } from '@turbo-hoi/testing';
import * as tf from '@tensorflow/tfjs';
import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs';
import { ContextBlock } from './context-block';

const [IMAGES, SLOTS, WIDTH] = [2, 3, 4];
const parameters = new ParameterStore(createRng(1));
const block = new ContextBlock(parameters, { width: WIDTH, heads: 2, dropout: 0.5 });
const random = (shape: number[], seed: number) => tf.randomNormal(shape, 0, 1, 'float32', seed);
const tokens = random([IMAGES * SLOTS, WIDTH], 1) as Tensor2D;
const relative = random([IMAGES * SLOTS * SLOTS, 6], 2) as Tensor2D;
const cells = tf.range(0, IMAGES * SLOTS * SLOTS, 1, 'int32');
const places = { rowOfCell: cells, cellOfRow: cells };
/** The last slot of the first image is empty. */
const absent = tf.tensor4d([0, 0, -1e4, 0, 0, 0], [IMAGES, 1, 1, SLOTS]);
const valid = tf.ones<tf.Rank.R1>([1]);
const context = (training = false, seed = 0) => ({ training, rng: createRng(seed), valid });
const forward = (x: tf.Tensor, relation: tf.Tensor = relative, mask: Tensor4D = absent) =>
  tf.tidy(() =>
    block.forward(
      x as Tensor2D,
      { relative: relation as Tensor2D, absent: mask, ...places },
      context(),
    ),
  );

it('has correct gradients by finite differences', () => {
  checkGradients((x, relation) => forward(x, relation), [tokens, relative], {
    step: 3e-3,
    relative: 2e-2,
    absolute: 5e-3,
  });
  const { grads } = tf.variableGrads(
    () => tf.sum(forward(tokens)) as tf.Scalar,
    [...parameters.trainable().values()],
  );
  expect(Object.keys(grads)).toHaveLength(16);
});

it('tokens see each other within their image, and no empty slot', () => {
  const before = forward(tokens).arraySync();
  const changed = (row: number) => {
    const values = tokens.arraySync();
    values[row][0] += 1;
    const after = forward(tf.tensor2d(values)).arraySync();
    return after.map((numbers, i) => numbers.some((x, j) => Math.abs(x - before[i][j]) > 1e-5));
  };
  expect(changed(0)).toEqual([true, true, true, false, false, false]);
  expect(changed(2)).toEqual([false, false, true, false, false, false]);
  expect(changed(5)).toEqual([false, false, false, true, true, true]);
});

it('an image whose slots are all empty stays finite', () => {
  const nothing = tf.fill<tf.Rank.R4>([IMAGES, 1, 1, SLOTS], -1e4);
  expect(forward(tokens, relative, nothing).dataSync().every(Number.isFinite)).toBe(true);
});

it('repeats its dropout masks for equal seeds', () => {
  const run = (seed: number) =>
    tf
      .tidy(() => block.forward(tokens, { relative, absent, ...places }, context(true, seed)))
      .dataSync();
  expectClose(run(1), run(1));
  expect(run(1)).not.toEqual(run(2));
});

it('does not leak', () => {
  expectNoLeak(() => forward(tokens));
  expectNoLeak(() => tf.grad((x) => tf.sum(forward(x)))(tokens));
});
