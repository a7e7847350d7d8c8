import type * as tf from '@tensorflow/tfjs';
import { copyRun } from './copy-run';
import { product, type WasmHeap } from './wasm-heap';

/**
 * `tf.gather` of whole rows by copying them; the backend's own kernel computes the index of every number. Null for an index out of
 * range.
 *
 * @param indices int32
 */
export function gatherInHeap(
  heap: WasmHeap,
  x: tf.TensorInfo,
  indices: tf.TensorInfo,
): tf.TensorInfo | null {
  const [count, ...row] = x.shape;
  if (heap.typedArrayFromHeap(indices).some((index) => index < 0 || index >= count)) return null;
  const run = product(row);
  const out = heap.makeOutput([...indices.shape, ...row], x.dtype);
  const [from, to] = [heap.typedArrayFromHeap(x), heap.typedArrayFromHeap(out)];
  const rows = heap.typedArrayFromHeap(indices);
  for (let i = 0; i < rows.length; i++) copyRun(from, rows[i] * run, to, i * run, run);
  return out;
}
