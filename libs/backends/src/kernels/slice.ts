import type * as tf from '@tensorflow/tfjs';
import { copyRun } from './copy-run';
import { product, type WasmHeap } from './wasm-heap';

/** `tf.slice` by copying contiguous runs; the backend's own kernel copies all of x first. */
export function sliceInHeap(
  heap: WasmHeap,
  x: tf.TensorInfo,
  begin: readonly number[],
  size: readonly number[],
): tf.TensorInfo {
  const out = heap.makeOutput([...size], x.dtype);
  const [from, to] = [heap.typedArrayFromHeap(x), heap.typedArrayFromHeap(out)];
  // A run spans the last axes that are taken whole, and one more.
  let axis = Math.max(0, size.length - 1);
  while (axis > 0 && size[axis] === x.shape[axis]) axis--;
  const run = product(size.slice(axis));
  const strides = x.shape.map((_, i) => product(x.shape.slice(i + 1)));
  const index = new Array<number>(axis).fill(0);
  let offset = begin.reduce((sum, at, i) => sum + at * strides[i], 0);
  for (let written = 0; written < to.length; written += run) {
    copyRun(from, offset, to, written, run);
    // The next index of the axes before the run, counted up from the last axis.
    for (let i = index.length - 1; i >= 0; i--) {
      offset += strides[i];
      if (++index[i] < size[i]) break;
      offset -= size[i] * strides[i];
      index[i] = 0;
    }
  }
  return out;
}
