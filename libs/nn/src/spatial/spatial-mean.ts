import * as tf from '@tensorflow/tfjs';
import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs';
import { emptyResult } from '../autodiff/empty-result';

/** The mean over each map: x [B,H,W,C] → [B,C]; B may be 0. */
export function spatialMean(x: Tensor4D): Tensor2D {
  const [batch, , , channels] = x.shape;
  if (batch === 0) return emptyResult([x], [0, channels]);
  return tf.mean<Tensor2D>(x, [1, 2]);
}
