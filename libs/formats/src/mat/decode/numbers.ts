import type { NumericData } from '../../numeric-array';
import { STORAGE } from '../storage';
import type { Elements } from './elements';

type ArrayType = (new (length: number) => NumericData) &
  (new (buffer: ArrayBufferLike) => NumericData);

interface Storage {
  readonly size: number;
  readonly array: ArrayType;
  read(view: DataView, at: number, littleEndian: boolean): number | bigint;
}

const STORAGES: ReadonlyMap<number, Storage> = new Map<number, Storage>([
  [STORAGE.int8, { size: 1, array: Int8Array, read: (view, at) => view.getInt8(at) }],
  [STORAGE.uint8, { size: 1, array: Uint8Array, read: (view, at) => view.getUint8(at) }],
  [STORAGE.int16, { size: 2, array: Int16Array, read: (view, at, le) => view.getInt16(at, le) }],
  [STORAGE.uint16, { size: 2, array: Uint16Array, read: (view, at, le) => view.getUint16(at, le) }],
  [STORAGE.int32, { size: 4, array: Int32Array, read: (view, at, le) => view.getInt32(at, le) }],
  [STORAGE.uint32, { size: 4, array: Uint32Array, read: (view, at, le) => view.getUint32(at, le) }],
  [
    STORAGE.single,
    { size: 4, array: Float32Array, read: (view, at, le) => view.getFloat32(at, le) },
  ],
  [
    STORAGE.double,
    { size: 8, array: Float64Array, read: (view, at, le) => view.getFloat64(at, le) },
  ],
  [
    STORAGE.int64,
    { size: 8, array: BigInt64Array, read: (view, at, le) => view.getBigInt64(at, le) },
  ],
  [
    STORAGE.uint64,
    { size: 8, array: BigUint64Array, read: (view, at, le) => view.getBigUint64(at, le) },
  ],
]);

/** The typed arrays of MATLAB's numeric classes, by their codes 6 (double) to 15 (uint64). */
export const NUMERIC_CLASSES: Readonly<Record<number, ArrayType>> = {
  6: Float64Array,
  7: Float32Array,
  8: Int8Array,
  9: Uint8Array,
  10: Int16Array,
  11: Uint16Array,
  12: Int32Array,
  13: Uint32Array,
  14: BigInt64Array,
  15: BigUint64Array,
};

const FEW = 64;

/**
 * The numbers of the current element, in the file's order. What is stored may be narrower than the class: MATLAB writes
 * doubles as bytes where they are small integers.
 *
 * @param count how many are expected; null: as many as there are
 */
export function readNumbers(
  elements: Elements,
  array: ArrayType,
  count: number | null,
): NumericData {
  const { source, start, size, type } = elements;
  const storage = STORAGES.get(type);
  if (storage === undefined) elements.fail(`data of type ${type}; expected numbers`);
  const length = size / storage.size;
  if (length !== (count ?? Math.floor(length))) {
    elements.fail(`${size} bytes of data; expected ${count ?? 'whole'} × ${storage.size}`);
  }
  if (storage.array === array && source.littleEndian && length > FEW) {
    return new array(source.bytes.slice(start, start + size).buffer);
  }
  const result = new array(length);
  const big = result instanceof BigInt64Array || result instanceof BigUint64Array;
  for (let i = 0, at = start; i < length; i++, at += storage.size) {
    const value = storage.read(source.view, at, source.littleEndian);
    if (!big) result[i] = Number(value);
    else if (typeof value === 'bigint') result[i] = value;
    else if (Number.isInteger(value)) result[i] = BigInt(value);
    else elements.fail(`${value} in an array of integers`);
  }
  return result;
}
