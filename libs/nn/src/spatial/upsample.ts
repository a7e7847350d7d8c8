import * as tf from '@tensorflow/tfjs';
import type { Tensor, Tensor3D, Tensor4D } from '@tensorflow/tfjs';
import { emptyResult } from '../autodiff/empty-result';
import { FusedKernel } from '../autodiff/fused-kernel';
import { withGradient } from '../autodiff/with-gradient';
import { sparseProduct } from './sparse-product';

const fusedGradient = new FusedKernel('TurboUpsample2xGrad');

/** Bilinear interpolation to twice the side, PyTorch's `align_corners=False`: [B,H,W,C] → [B,2H,2W,C]. */
export function upsample2x(x: Tensor4D): Tensor4D {
  const [batch, height, width, channels] = x.shape;
  if (batch === 0) return emptyResult([x], [0, 2 * height, 2 * width, channels]);
  return withGradient<Tensor4D>(
    [x],
    () => tf.image.resizeBilinear(x, [2 * height, 2 * width], false, true),
    // The gradient kernels of tfjs ignore half-pixel centers.
    (dy) => (fusedGradient.exists ? fusedGradient.run({ dy }) : [adjoint(dy, x.shape)]),
  );
}

/** Nearest-neighbour upsampling to twice the side: [B,H,W,C] → [B,2H,2W,C]. */
export function upsampleNearest2x(x: Tensor4D): Tensor4D {
  const [batch, height, width, channels] = x.shape;
  if (batch === 0) return emptyResult([x], [0, 2 * height, 2 * width, channels]);
  return withGradient<Tensor4D>(
    [x],
    () => tf.image.resizeNearestNeighbor(x, [2 * height, 2 * width], false, false),
    // Not every backend has the kernel of tfjs' own gradient.
    (dy) => [tf.mul(tf.avgPool(dy, 2, 2, 'valid'), 4)],
  );
}

function adjoint(dy: Tensor4D, [batch, height, width, channels]: number[]): Tensor4D {
  const rows = tf.reshape(dy, [batch, 2 * height, 2 * width * channels]);
  const columns = tf.reshape(spread(rows, height), [batch * height, 2 * width, channels]);
  return tf.reshape(spread(columns, width), [batch, height, width, channels]);
}

/** [n,2·size,m] → [n,size,m]: the transpose of the interpolation along one axis. */
function spread(x: Tensor, size: number): Tensor {
  return sparseProduct(interpolation(size), x as Tensor3D, true);
}

/** [1,2·size,size] – row i holds the weights of the cells around (i + 0.5) / 2 - 0.5. */
function interpolation(size: number): Tensor3D {
  const weights = new Float32Array(2 * size * size);
  for (let i = 0; i < 2 * size; i++) {
    const near = i >> 1;
    const far = Math.min(Math.max(near + (i % 2 === 0 ? -1 : 1), 0), size - 1);
    weights[i * size + near] += 0.75;
    weights[i * size + far] += 0.25;
  }
  return tf.tensor3d(weights, [1, 2 * size, size]);
}
