import * as tf from '@tensorflow/tfjs';
import type { Tensor } from '@tensorflow/tfjs';
import { FusedKernel } from '../autodiff/fused-kernel';
import { withGradient } from '../autodiff/with-gradient';

const reluGradient = new FusedKernel('ReluGrad');

/** max(x, 0). tfjs' own gradient runs six kernels (through `step`) on the native backend. */
export function relu<T extends Tensor>(x: T): T {
  return withGradient<T>(
    [x],
    (save) => {
      const y = tf.relu(x);
      save(y);
      return y;
    },
    (dy, [y]) => (reluGradient.exists ? reluGradient.run({ dy, y }) : [tf.mul(dy, tf.sign(y))]),
  );
}
