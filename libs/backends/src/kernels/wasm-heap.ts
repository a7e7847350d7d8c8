import type * as tf from '@tensorflow/tfjs';

/** What of the wasm backend a kernel needs that moves numbers without reading them. */
export interface WasmHeap {
  /** A new tensor; may move the heap, so that views made before it are void. */
  makeOutput(shape: number[], dtype: tf.DataType): tf.TensorInfo;
  /** A tensor's numbers where they lie. */
  typedArrayFromHeap(tensor: tf.TensorInfo): Float32Array | Int32Array | Uint8Array;
}

/** The product of some sizes. */
export const product = (sizes: readonly number[]) => sizes.reduce((all, size) => all * size, 1);
