import { createRng } from '@turbo-hoi/core';
import { expectClose, expectNoLeak } from '@turbo-hoi/testing';
import * as tf from '@tensorflow/tfjs';
import { dropout } from '../layers/dropout';
import { recomputed } from './recomputed';

const x = tf.tensor2d([1, -2, 3, 4], [2, 2]);
const rows = tf.tensor1d([1, 0, 1], 'int32');
const weight = tf.variable(tf.tensor2d([0.5, 1, -1, 2], [2, 2]));
const unused = tf.variable(tf.scalar(1));

interface Input {
  readonly x: tf.Tensor2D;
  readonly rows: tf.Tensor1D;
  readonly name: string;
}

/** Two results, of which one has a name and a place below; the second call draws the same dropout. */
const part = ({ x, rows, name }: Input) => {
  const hidden = tf.tanh(tf.matMul(x, weight as tf.Tensor2D));
  return {
    name,
    gathered: tf.gather(dropout(hidden, 0.5, createRng(1).fork('part')), rows),
    inner: { sum: tf.sum(tf.square(hidden)) },
  };
};
const plain = (x: tf.Tensor2D) => part({ x, rows, name: 'a' });
const again = (x: tf.Tensor2D) => recomputed({ x, rows, name: 'a' }, [weight, unused], part);

type Part = typeof plain;
const loss = (run: Part) => (x: tf.Tensor) => {
  const { gathered, inner } = run(x as tf.Tensor2D);
  return tf.add(tf.sum(tf.mul(gathered, gathered)), tf.mul(inner.sum, 3));
};

it('returns the same structure and numbers', () => {
  const [a, b] = [plain(x), again(x)];
  expect(b.name).toBe('a');
  expect(b.gathered.shape).toEqual([3, 2]);
  expectClose(b.gathered, a.gathered.dataSync(), { absolute: 0 });
  expectClose(b.inner.sum, a.inner.sum.dataSync(), { absolute: 0 });
});

it('has the same gradients by input and parameters, 0 for unused ones', () => {
  expectClose(tf.grad(loss(again))(x), tf.grad(loss(plain))(x).dataSync());
  const byVariables = (run: Part) =>
    tf.variableGrads(() => loss(run)(x) as tf.Scalar, [weight, unused]).grads;
  expectClose(byVariables(again)[weight.name], byVariables(plain)[weight.name].dataSync());
  expectClose(byVariables(again)[unused.name], [0]);
});

it('keeps nothing but input and output between forward and backward', () => {
  const held = (run: Part) => {
    let tensors = 0;
    tf.grad((x) => {
      const before = tf.memory().numTensors;
      const y = tf.tidy(() => loss(run)(x));
      tensors = tf.memory().numTensors - before;
      return y;
    })(x).dispose();
    return tensors;
  };
  const two = (run: Part) => (x: tf.Tensor2D) => ({ ...run(x), gathered: run(x).gathered });
  // A second part costs less where it is run again.
  expect(held(two(again)) - held(again)).toBeLessThan(held(two(plain)) - held(plain));
});

it('does not leak', () => {
  expectNoLeak(() => tf.tidy(() => again(x).gathered));
  expectNoLeak(() => tf.grad(loss(again))(x));
});

test('a result of one tensor has a gradient, and what is no parameter has none', () => {
  const [x, frozen] = [tf.tensor1d([2, 3]), tf.variable(tf.scalar(5))];
  const square = (x: tf.Tensor) =>
    tf.sum(recomputed({ x }, [], (input) => ({ y: tf.mul(tf.square(input.x), frozen) })).y);
  expectClose(tf.grad(square)(x), [20, 30]);
  expect(() => tf.variableGrads(() => square(x).asScalar(), [frozen])).toThrow();
  frozen.dispose();
});
