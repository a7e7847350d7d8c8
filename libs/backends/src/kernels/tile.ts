import type * as tf from '@tensorflow/tfjs';
import { product, type WasmHeap } from './wasm-heap';

/** `tf.tile` along one axis by copying contiguous runs; the backend's own kernel computes the index of every number. */
export function tileInHeap(
  heap: WasmHeap,
  x: tf.TensorInfo,
  axis: number,
  times: number,
): tf.TensorInfo {
  const shape = x.shape.map((size, i) => (i === axis ? size * times : size));
  const out = heap.makeOutput(shape, x.dtype);
  const [from, to] = [heap.typedArrayFromHeap(x), heap.typedArrayFromHeap(out)];
  const run = product(x.shape.slice(axis));
  for (let first = 0; first < from.length; first += run) {
    const start = first * times;
    if (run === 1) {
      to.fill(from[first], start, start + times);
    } else {
      const own = from.subarray(first, first + run);
      for (let i = 0; i < times; i++) to.set(own, start + i * run);
    }
  }
  return out;
}
