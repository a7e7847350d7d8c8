import * as tf from '@tensorflow/tfjs';
import { SPARSE_PRODUCT } from '@turbo-hoi/core';
import type { BackendName } from '../backend-name';
import { replaceKernel, upstreamKernel } from './replace-kernel';
import { sliceInHeap } from './slice';
import { sparseProductInHeap } from './sparse-product';
import { tileInHeap } from './tile';
import type { WasmHeap } from './wasm-heap';

/**
 * Registers kernels that work directly on the wasm heap: slices and one-axis tilings of numeric tensors (for strings
 * and empty tensors the backend's own kernels run), and sparse matrix products.
 */
export function registerHeapKernels(backend: BackendName): void {
  const ownSlice = upstreamKernel('Slice', backend);
  replaceKernel('Slice', backend, (call) => {
    const { x } = call.inputs as { x: tf.TensorInfo };
    const asked = call.attrs as { begin: number | number[]; size: number | number[] };
    const [begin, size] = tf.slice_util.parseSliceParams(x, asked.begin, asked.size);
    if (x.dtype === 'string' || size.includes(0)) return ownSlice(call);
    return sliceInHeap(heapOf(call.backend), x, begin, size);
  });
  const ownTile = upstreamKernel('Tile', backend);
  replaceKernel('Tile', backend, (call) => {
    const { x } = call.inputs as { x: tf.TensorInfo };
    const { reps } = call.attrs as { reps: number[] };
    const axes = [...reps.keys()].filter((axis) => reps[axis] !== 1);
    const [axis] = axes;
    if (axes.length !== 1 || reps[axis] === 0 || x.dtype === 'string' || x.shape.includes(0)) {
      return ownTile(call);
    }
    return tileInHeap(heapOf(call.backend), x, axis, reps[axis]);
  });
  replaceKernel(SPARSE_PRODUCT, backend, (call) => {
    const { a, b } = call.inputs as { a: tf.TensorInfo; b: tf.TensorInfo };
    const { transposeA } = call.attrs as { transposeA: boolean };
    return sparseProductInHeap(heapOf(call.backend), a, b, transposeA);
  });
}

const heapOf = (backend: unknown) => backend as WasmHeap;
