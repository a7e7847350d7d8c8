import * as tf from '@tensorflow/tfjs';
import type { Tensor } from '@tensorflow/tfjs';
import { withGradient } from '../autodiff/with-gradient';

/** x [...,C] + bias [C], without the reshapes and copies of a broadcasting `add` in the gradient. */
export function addBias<T extends Tensor>(x: T, bias: Tensor): T {
  const others = x.shape.slice(0, -1).map((_, axis) => axis);
  return withGradient<T>(
    [x, bias],
    () => tf.add(x, bias),
    (dy) => [dy.clone(), tf.sum(dy, others)],
  );
}
