import type * as tf from '@tensorflow/tfjs';

export type HeapNumbers = Float32Array | Int32Array | Uint8Array;

/** The part of the wasm backend that heap kernels use. */
export interface WasmHeap {
  /** Allocates a tensor; may grow the heap, which invalidates earlier views. */
  makeOutput(shape: number[], dtype: tf.DataType): tf.TensorInfo;
  /** View of a tensor's numbers in the heap. */
  typedArrayFromHeap(tensor: tf.TensorInfo): HeapNumbers;
}

/** The product of some sizes. */
export const product = (sizes: readonly number[]) => sizes.reduce((all, size) => all * size, 1);
