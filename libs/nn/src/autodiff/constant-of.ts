import * as tf from '@tensorflow/tfjs';
import type { Tensor } from '@tensorflow/tfjs';
import { withGradient } from './with-gradient';

/** `compute(x)` as a constant: no gradient flows back, and kernels without a gradient, such as comparisons, are allowed. */
export function constantOf<Out extends Tensor>(x: Tensor, compute: (x: Tensor) => Out): Out {
  return withGradient<Out>(
    [x],
    (save) => {
      save(x);
      return compute(x);
    },
    (_, [input]) => [tf.zerosLike(input)],
  );
}

/** 1 where x > 0, else 0; a constant. */
export function isPositive(x: Tensor): Tensor {
  return constantOf(x, (value) => tf.cast(tf.greater(value, 0), 'float32'));
}
