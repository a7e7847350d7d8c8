import * as tf from '@tensorflow/tfjs';
import { makeTensors, type TensorValue } from '../tensors/tensor-values';
import type { Optimizer } from '../optimizers/optimizer';

/** Gives an optimizer back what a checkpoint remembered for it. */
export function restoreOptimizer(
  optimizer: Optimizer,
  values: ReadonlyMap<string, TensorValue>,
): void {
  const tensors = makeTensors(values);
  optimizer.load(tensors);
  tf.dispose([...tensors.values()]);
}
