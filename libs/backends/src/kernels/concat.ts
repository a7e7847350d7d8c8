import type * as tf from '@tensorflow/tfjs';
import { copyRun } from './copy-run';
import { product, type WasmHeap } from './wasm-heap';

/** `tf.concat` by copying contiguous runs; the backend's own kernel makes a view of each, however short. */
export function concatInHeap(
  heap: WasmHeap,
  inputs: readonly tf.TensorInfo[],
  axis: number,
): tf.TensorInfo {
  const [{ shape, dtype }] = inputs;
  const along = inputs.reduce((sum, input) => sum + input.shape[axis], 0);
  const out = heap.makeOutput(
    shape.map((size, i) => (i === axis ? along : size)),
    dtype,
  );
  const to = heap.typedArrayFromHeap(out);
  const stride = along * product(shape.slice(axis + 1));
  let first = 0;
  for (const input of inputs) {
    const from = heap.typedArrayFromHeap(input);
    const run = product(input.shape.slice(axis));
    for (let start = 0, at = first; start < from.length; start += run, at += stride) {
      copyRun(from, start, to, at, run);
    }
    first += run;
  }
  return out;
}
