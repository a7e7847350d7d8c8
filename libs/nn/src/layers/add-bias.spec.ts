import * as tf from '@tensorflow/tfjs';
import { checkGradients, expectClose, expectNoLeak } from '@turbo-hoi/testing';
import { addBias } from './add-bias';

describe('addBias', () => {
  it.each([[[2, 3]], [[2, 2, 2, 3]]])(
    'adds to the last axis of %p, with correct gradients',
    (shape) => {
      const [x, bias] = [tf.randomNormal(shape, 0, 1, 'float32', 5), tf.tensor1d([1, 2, 3])];
      expectClose(addBias(x, bias), tf.add(x, bias).dataSync());
      checkGradients(addBias, [x, bias]);
      expectNoLeak(() => addBias(x, bias));
    },
  );

  it('does not dispose the incoming gradient', () => {
    const [x, dy] = [tf.ones([2, 3]), tf.ones([2, 3])];
    const branches = (x: tf.Tensor) => tf.add(x, addBias(x, tf.ones([3])));
    expectClose(tf.grad(branches)(x, dy), [2, 2, 2, 2, 2, 2]);
    expectClose(dy, [1, 1, 1, 1, 1, 1]);
  });
});
