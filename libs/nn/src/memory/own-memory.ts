import * as tf from '@tensorflow/tfjs';
import type { DataId, Tensor } from '@tensorflow/tfjs';

const ofKernels = new WeakSet<DataId>();

/**
 * A copy in memory that a kernel allocated. A tensor of a JavaScript array can share that array's memory for life, which then can neither
 * be written in place nor freed before the next garbage collection.
 */
export function inOwnMemory<T extends Tensor>(tensor: T): T {
  return ownedMemory(tf.mul(tensor, 1));
}

/** Marks a tensor as a kernel's result. */
export function ownedMemory<T extends Tensor>(tensor: T): T {
  ofKernels.add(tensor.dataId);
  return tensor;
}

/** Whether a tensor may be written in place: a kernel allocated its memory, and no other tensor has it too. */
export function hasOwnMemory({ dataId }: Tensor): boolean {
  return ofKernels.has(dataId) && tf.backend().refCount(dataId) === 1;
}
