import * as tf from '@tensorflow/tfjs';
import type { Tensor4D } from '@tensorflow/tfjs';
import { withGradient } from '../autodiff/with-gradient';

/** Means of size × size blocks: x [B,H,W,C] → [B,H/size,W/size,C]; `size` divides H and W. */
export function averagePool(x: Tensor4D, size: number): Tensor4D {
  if (size === 1) return x.clone();
  const [, height, width] = x.shape;
  return withGradient<Tensor4D>(
    [x],
    () => tf.avgPool(x, size, size, 'valid'),
    (dy) => {
      // Not every backend has the gradient kernel of avgPool.
      const share: Tensor4D = tf.mul(dy, 1 / (size * size));
      return [tf.image.resizeNearestNeighbor(share, [height, width], false, true)];
    },
  );
}
