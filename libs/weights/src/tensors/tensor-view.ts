import { TurboHoiError } from '@turbo-hoi/core';
import { shapeSize, type TensorArray } from './tensor-data';

/** A tensor as a strided view of a storage. */
export interface TensorView {
  readonly shape: readonly number[];
  /** Distance of neighbours along each dimension, in numbers. */
  readonly strides: readonly number[];
  /** Index of the first number in the storage. */
  readonly offset: number;
}

/** Largest number of elements that may repeat a smaller storage (stride 0). */
const MAX_REPEATED = 1 << 20;
const MAX_SIDES = 64;

/**
 * Checks that a view stays within a storage.
 *
 * @param length number of elements of the storage
 * @throws TurboHoiError `data` if it does not, or if it repeats a small storage too often
 */
export function checkView(view: TensorView, length: number, at: string): void {
  const { shape, strides, offset } = view;
  const fail = (what: string): never => {
    throw new TurboHoiError('data', `${at}: ${what}; is the file damaged?`);
  };
  const wholes = [...shape, ...strides, offset].every((n) => Number.isSafeInteger(n) && n >= 0);
  if (!wholes || shape.length !== strides.length || shape.length > MAX_SIDES) {
    fail(`shape [${shape}], strides [${strides}], offset ${offset} do not describe a tensor`);
  }
  const count = shapeSize(shape);
  if (count === 0) return;
  const last = shape.reduce((sum, side, i) => sum + (side - 1) * strides[i], offset);
  if (last >= length) {
    fail(`shape [${shape}] reaches index ${last} of a storage of ${length} numbers`);
  }
  if (count > Math.max(length, MAX_REPEATED)) {
    fail(`shape [${shape}] repeats the ${length} numbers of its storage too often`);
  }
}

/** Copies the numbers of a view in row-major order. */
export function gather<T extends TensorArray>(numbers: T, view: TensorView): T {
  const { shape, strides, offset } = view;
  const count = shapeSize(shape);
  if (isContiguous(view)) return numbers.slice(offset, offset + count) as T;
  const result = new (numbers.constructor as new (length: number) => T)(count);
  const index = new Array<number>(shape.length).fill(0);
  const last = shape.length - 1;
  let row = offset;
  for (let to = 0; to < count;) {
    for (let i = 0, from = row; i < shape[last]; i++, from += strides[last]) {
      result[to++] = numbers[from];
    }
    for (let side = last - 1; side >= 0; side--) {
      row += strides[side];
      if (++index[side] < shape[side]) break;
      row -= strides[side] * shape[side];
      index[side] = 0;
    }
  }
  return result;
}

/** Whether the view is contiguous in row-major order. */
export function isContiguous({ shape, strides }: TensorView): boolean {
  let expected = 1;
  for (let side = shape.length - 1; side >= 0; side--) {
    if (shape[side] === 0) return true;
    if (shape[side] !== 1 && strides[side] !== expected) return false;
    expected *= shape[side];
  }
  return true;
}
