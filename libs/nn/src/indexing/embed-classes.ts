import * as tf from '@tensorflow/tfjs';
import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs';
import { tidy } from '../memory/tidy';
import { gatherRows } from './gather-rows';

/** Rows of an embedding table [classes+1,w] by class -1, 0, …: classes [n] int32 → [n,w]. */
export function embedClasses(table: Tensor2D, classes: Tensor1D): Tensor2D {
  // A plain 1 would make the sum a float32, which is no index.
  return tidy(() => gatherRows(table, tf.add<Tensor1D>(classes, tf.scalar(1, 'int32'))));
}
