import * as tf from '@tensorflow/tfjs';
import { SPARSE_PRODUCT } from '@turbo-hoi/core';
import type { BackendName } from '../backend-name';
import { concatInHeap } from './concat';
import { gatherInHeap } from './gather';
import { replaceKernel, upstreamKernel } from './replace-kernel';
import { segmentSumInHeap } from './segment-sum';
import { sliceInHeap } from './slice';
import { sparseProductInHeap } from './sparse-product';
import { tileInHeap } from './tile';
import type { WasmHeap } from './wasm-heap';

type Call = Parameters<tf.KernelFunc>[0];

/**
 * Registers kernels that work directly on the wasm heap: slices, splits, concatenations, rows by index, one-axis tilings and sums of
 * segments of numeric tensors (for strings and empty tensors the backend's own kernels run), and sparse matrix products.
 */
export function registerHeapKernels(backend: BackendName): void {
  for (const [name, run] of Object.entries(HEAP_KERNELS)) {
    const own = upstreamKernel(name, backend);
    replaceKernel(name, backend, (call) => run(heapOf(call.backend), call) ?? own(call));
  }
  replaceKernel('UnsortedSegmentSum', backend, (call) => {
    const { x, segmentIds } = call.inputs as { x: tf.TensorInfo; segmentIds: tf.TensorInfo };
    const { numSegments } = call.attrs as { numSegments: number };
    return segmentSumInHeap(heapOf(call.backend), x, segmentIds, numSegments);
  });
  replaceKernel(SPARSE_PRODUCT, backend, (call) => {
    const { a, b } = call.inputs as { a: tf.TensorInfo; b: tf.TensorInfo };
    const { transposeA } = call.attrs as { transposeA: boolean };
    return sparseProductInHeap(heapOf(call.backend), a, b, transposeA);
  });
}

/** Faster than the backend's own kernels, which run where these return null. */
const HEAP_KERNELS: Readonly<
  Record<string, (heap: WasmHeap, call: Call) => tf.TensorInfo | tf.TensorInfo[] | null>
> = {
  Slice: (heap, { inputs, attrs }) => {
    const { x } = inputs as { x: tf.TensorInfo };
    const asked = attrs as { begin: number | number[]; size: number | number[] };
    const [begin, size] = tf.slice_util.parseSliceParams(x, asked.begin, asked.size);
    return isPlain(x) && !size.includes(0) ? sliceInHeap(heap, x, begin, size) : null;
  },
  SplitV: (heap, { inputs, attrs }) => {
    const { x } = inputs as { x: tf.TensorInfo };
    const asked = attrs as { numOrSizeSplits: number | number[]; axis: number };
    const [axis] = tf.util.parseAxisParam(asked.axis, x.shape);
    const sizes = tf.backend_util.prepareSplitSize(x as tf.Tensor, asked.numOrSizeSplits, axis);
    if (!isPlain(x) || sizes.includes(0)) return null;
    const begin = x.shape.map(() => 0);
    return sizes.map((size) => {
      const shape = x.shape.map((whole, i) => (i === axis ? size : whole));
      const part = sliceInHeap(heap, x, begin, shape);
      begin[axis] += size;
      return part;
    });
  },
  Concat: (heap, { inputs, attrs }) => {
    const parts = inputs as unknown as readonly tf.TensorInfo[];
    const [axis] = tf.util.parseAxisParam((attrs as { axis: number }).axis, parts[0].shape);
    tf.backend_util.assertParamsConsistent(
      parts.map(({ shape }) => shape),
      axis,
    );
    return parts.length > 1 && parts.every(isPlain) ? concatInHeap(heap, parts, axis) : null;
  },
  GatherV2: (heap, { inputs, attrs }) => {
    const { x, indices } = inputs as { x: tf.TensorInfo; indices: tf.TensorInfo };
    const { axis, batchDims } = attrs as { axis: number; batchDims: number };
    // Also of empty tensors, whose shape the backend's own kernel gets wrong.
    if (axis !== 0 || batchDims !== 0 || x.dtype === 'string') return null;
    return gatherInHeap(heap, x, indices);
  },
  Tile: (heap, { inputs, attrs }) => {
    const { x } = inputs as { x: tf.TensorInfo };
    const { reps } = attrs as { reps: number[] };
    const axes = [...reps.keys()].filter((axis) => reps[axis] !== 1);
    const [axis] = axes;
    const isOne = axes.length === 1 && reps[axis] !== 0;
    return isOne && isPlain(x) ? tileInHeap(heap, x, axis, reps[axis]) : null;
  },
};

/** Neither strings nor empty. */
const isPlain = ({ dtype, shape }: tf.TensorInfo) => dtype !== 'string' && !shape.includes(0);

const heapOf = (backend: unknown) => backend as WasmHeap;
