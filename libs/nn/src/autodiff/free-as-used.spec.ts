import { expectClose, expectNoLeak } from '@turbo-hoi/testing';
import * as tf from '@tensorflow/tfjs';
import type { Tensor } from '@tensorflow/tfjs';
import { freeAsUsed } from './free-as-used';
import { withGradient } from './with-gradient';

const x = tf.tensor1d([1, -2, 3]);
const y = tf.tensor1d([0.5, 4, -1]);

type Loss = (x: Tensor, y: Tensor) => Tensor;
const gradients = (loss: Loss) => tf.grads(loss)([x, y]);
const freeing = (loss: Loss) => (x: Tensor, y: Tensor) => {
  const result = loss(x, y);
  freeAsUsed([x, y]);
  return result;
};

/** An addition whose inputs both get the very tensor that came from above, which tfjs by itself would free too early. */
const joined = (a: Tensor, b: Tensor) =>
  withGradient(
    [a, b],
    () => tf.add(a, b),
    (dy) => [dy, dy],
  );

type LossOf = (add: typeof joined) => Loss;
const LOSSES: [string, LossOf][] = [
  ['an input of two ops', (add) => (x, y) => add(tf.mul(x, y), tf.exp(x))],
  ['an input twice in an op', (add) => (x, y) => add(tf.mul(x, x), tf.sub(y, y))],
  ['a gradient of two inputs', (add) => (x, y) => tf.mul(add(x, y), add(y, x))],
  ['a gradient that goes on', (add) => (x, y) => add(add(x, add(x, y)), tf.reshape(x, [3]))],
  ['an op of several results', (add) => (x, y) => add(tf.split(tf.concat([x, y]), 2)[1], x)],
];

test.each(LOSSES)('%s: the same gradients, and nothing left', (_, lossOf) => {
  const [plain, freed] = [gradients(lossOf(tf.add)), gradients(freeing(lossOf(joined)))];
  freed.forEach((gradient, i) => expect(gradient.dataSync()).toEqual(plain[i].dataSync()));
  expectNoLeak(() => gradients(freeing(lossOf(joined))).forEach((gradient) => gradient.dispose()));
});

it('keeps the gradient of a result that is asked for itself', () => {
  const twice = tf.engine().gradients(() => {
    const middle = tf.mul(x, y);
    const total = tf.sum(tf.square(middle));
    freeAsUsed([x, middle]);
    return total;
  }, [x]);
  expectClose(twice.grads[0], [0.5, -64, 6]);
});

it('holds as much for a deep net as for a shallow one', () => {
  const held = (depth: number, free: boolean) => {
    let bytes = 0;
    const first = (x: Tensor) =>
      withGradient(
        [x],
        () => tf.mul(x, 1),
        (dy) => {
          bytes = tf.memory().numBytes;
          return [tf.mul(dy, 1)];
        },
      );
    const before = tf.memory().numBytes;
    gradients((x, y) => {
      let result = first(x);
      for (let i = 0; i < depth; i++) result = tf.tanh(tf.mul(result, y));
      if (free) freeAsUsed([x]);
      return result;
    }).forEach((gradient) => gradient.dispose());
    return bytes - before;
  };
  expect(held(20, false)).toBeGreaterThan(held(2, false));
  expect(held(20, true)).toBe(held(2, true));
});
