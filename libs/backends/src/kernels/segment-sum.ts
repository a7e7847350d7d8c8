import type * as tf from '@tensorflow/tfjs';
import { product, type WasmHeap } from './wasm-heap';

/** `tf.unsortedSegmentSum` by adding row after row; rows with ids out of range are ignored. x [N,…], ids [N] int32 → [segments,…]. */
export function segmentSumInHeap(
  heap: WasmHeap,
  x: tf.TensorInfo,
  ids: tf.TensorInfo,
  segments: number,
): tf.TensorInfo {
  const inner = x.shape.slice(ids.shape.length);
  const run = product(inner);
  const out = heap.makeOutput([segments, ...inner], x.dtype);
  const to = heap.typedArrayFromHeap(out).fill(0);
  const [from, segmentOf] = [heap.typedArrayFromHeap(x), heap.typedArrayFromHeap(ids)];
  for (let row = 0; row < segmentOf.length; row++) {
    const segment = segmentOf[row];
    if (segment < 0 || segment >= segments) continue;
    const [at, start] = [segment * run, row * run];
    for (let i = 0; i < run; i++) to[at + i] += from[start + i];
  }
  return out;
}
