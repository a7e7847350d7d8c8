import type * as tf from '@tensorflow/tfjs';
import type { WasmHeap } from './wasm-heap';

/** The kernel `SPARSE_PRODUCT`: op(a [n,·,·])·b [n·m,·,·] → [n·m,·,·] */
export function sparseProductInHeap(
  heap: WasmHeap,
  a: tf.TensorInfo,
  b: tf.TensorInfo,
  transposeA: boolean,
): tf.TensorInfo {
  const [matrices, rows, columns] = a.shape;
  const [products, inner, width] = b.shape;
  const height = transposeA ? columns : rows;
  const [rowStride, innerStride] = transposeA ? [1, columns] : [columns, 1];
  const shared = products / Math.max(1, matrices);
  const out = heap.makeOutput([products, height, width], 'float32');
  const [left, right, result] = [a, b, out].map((x) => heap.typedArrayFromHeap(x));
  result.fill(0);
  for (let product = 0; product < products; product++) {
    const matrix = Math.floor(product / shared) * height * inner;
    for (let row = 0; row < height; row++) {
      const to = (product * height + row) * width;
      for (let k = 0; k < inner; k++) {
        const factor = left[matrix + row * rowStride + k * innerStride];
        if (factor === 0) continue;
        const from = (product * inner + k) * width;
        for (let i = 0; i < width; i++) result[to + i] += factor * right[from + i];
      }
    }
  }
  return out;
}
