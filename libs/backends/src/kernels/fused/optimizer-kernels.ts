import type * as tf from '@tensorflow/tfjs';
import { product } from '../wasm-heap';
import { type FusedHeap, tellOfChange } from './fused-heap';
import { expect } from './fused-kernel';
import type { FusedFunctions } from './fused-module';

/** A kernel of lists of tensors, all float32, in the order of the native op's inputs; returns a number. */
export type ListKernel = (
  heap: FusedHeap,
  functions: FusedFunctions,
  inputs: readonly tf.TensorInfo[],
) => tf.TensorInfo;

export const OPTIMIZER_KERNELS = {
  TurboGlobalNorm: (heap, { sumOfSquares }, gradients) => {
    const sums = gradients.map(({ dataId, shape }) =>
      sumOfSquares(heap.getMemoryOffset(dataId), product(shape)),
    );
    return scalar(heap, Math.sqrt(sums.reduce((all, one) => all + one, 0)));
  },
  TurboAdam: (heap, { adam }, inputs) => update(heap, adam, inputs, 4, 6),
  TurboSgd: (heap, { sgd }, inputs) => update(heap, sgd, inputs, 3, 4),
} satisfies Record<string, ListKernel>;

/** Inputs: `lists` lists (gradients, values, slots) of a tensor a parameter, the factor of the gradients, the rule's numbers. */
function update(
  heap: FusedHeap,
  rule: FusedFunctions[string],
  inputs: readonly tf.TensorInfo[],
  lists: number,
  numbers: number,
): tf.TensorInfo {
  const count = (inputs.length - 2) / lists;
  const shared = inputs.slice(-2);
  expect(Number.isInteger(count), 'lists of different lengths');
  expect(product(shared[0].shape) === 1 && product(shared[1].shape) === numbers, UNFIT);
  const address = ({ dataId }: tf.TensorInfo) => heap.getMemoryOffset(dataId);
  for (let i = 0; i < count; i++) {
    const tensors = Array.from({ length: lists }, (_, list) => inputs[list * count + i]);
    const size = product(tensors[0].shape);
    expect(
      tensors.every(({ shape }) => product(shape) === size),
      UNFIT,
    );
    rule(...tensors.map(address), ...shared.map(address), size);
    tensors.slice(1).forEach((tensor) => tellOfChange(heap, tensor));
  }
  return scalar(heap, count);
}

const UNFIT = 'tensors of different sizes';

function scalar(heap: FusedHeap, value: number): tf.TensorInfo {
  const result = heap.makeOutput([], 'float32');
  heap.typedArrayFromHeap(result)[0] = value;
  return result;
}
