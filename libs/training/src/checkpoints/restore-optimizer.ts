import type { ParameterValue } from '@turbo-hoi/core';
import * as tf from '@tensorflow/tfjs';
import { makeTensors } from '../tensors/tensor-values';
import type { Optimizer } from '../optimizers/optimizer';

/** Restores an optimizer's state from a checkpoint. */
export function restoreOptimizer(
  optimizer: Optimizer,
  values: ReadonlyMap<string, ParameterValue>,
): void {
  const tensors = makeTensors(values);
  optimizer.load(tensors);
  tf.dispose([...tensors.values()]);
}
