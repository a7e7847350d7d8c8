import { latin1Bytes } from '../../latin1';
import { toRowMajor } from '../../column-major';
import type { PickleValue } from '../pickle-value';
import { COSTS } from './memory-budget';
import {
  Dtype,
  itemsOf,
  KnownName,
  OBJECT_DTYPE,
  OBJECTS,
  PickledArray,
  type Stacked,
} from './loose';
import {
  decodeNumber,
  decodeNumbers,
  NUMBER_CODES,
  numberFormat,
  type NumberFormat,
} from './number-format';

type Fail = (what: string) => never;
type Spend = (bytes: number) => void;

/** More dimensions than NumPy has. */
const MAX_DIMENSIONS = 64;

export const NDARRAY = new KnownName('numpy.ndarray');

/** `numpy.core.multiarray._reconstruct(numpy.ndarray, (0,), b'b')`: an array that BUILD fills. */
export function emptyArray(args: readonly Stacked[], fail: Fail, spend: Spend): Stacked {
  if (args[0] !== NDARRAY) fail('makes an array of another class than numpy.ndarray');
  spend(COSTS.array);
  return new PickledArray();
}

/** `numpy.dtype('f8', False, True)`. */
export function dtypeOf(args: readonly Stacked[], fail: Fail): Stacked {
  const code = text(args[0]);
  if (code === 'O8' || code === 'O4' || code === 'O') return OBJECT_DTYPE;
  const format = code === null ? null : numberFormat(code);
  if (format === null) {
    fail(`numpy dtype ${JSON.stringify(code)}; expected one of ${NUMBER_CODES.join(', ')}`);
  }
  return new Dtype(format);
}

/** BUILD of a dtype: `(3, '<', None, None, None, -1, -1, 0)`. */
export function fillDtype(dtype: Dtype, state: Stacked, fail: Fail): void {
  const items = itemsOf(state);
  const order = items === null ? null : text(items[1]);
  if (items === null || order === null || !/^[<>|=]$/.test(order)) {
    fail(`the state of ${dtype.label} names no byte order`);
  }
  if (items.slice(2, 5).some((part) => part !== null && part !== undefined)) {
    fail('structured numpy dtypes are not read; expected plain numbers');
  }
  dtype.format = { ...dtype.format, bigEndian: order === '>' };
}

/** BUILD of an array: `(1, shape, dtype, is_fortran, bytes)`. */
export function fillArray(array: PickledArray, state: Stacked, fail: Fail, spend: Spend): void {
  const items = itemsOf(state);
  if (items === null || (items.length !== 5 && items.length !== 4)) {
    fail('the state of a numpy array is not (version, shape, dtype, order, bytes)');
  }
  const [shape, dtype, fortran, bytes] = items.slice(items.length - 4);
  if (dtype === OBJECT_DTYPE) {
    OBJECTS.set(array, objectsOf(shape!, bytes!, fail, spend));
    return;
  }
  assign(array, bytes, dtype, shape, truth(fortran), fail, spend);
}

/** The objects of an array: a list, of lists where it has more than one dimension. They lie in C order, whatever the array's. */
function objectsOf(shape: Stacked, objects: Stacked, fail: Fail, spend: Spend): PickleValue[] {
  const sizes = (itemsOf(shape) ?? []) as number[];
  if (sizes.length === 0 || sizes.length > MAX_DIMENSIONS)
    fail('a numpy array of objects without dimensions');
  const count = sizes.reduce((product, size) => product * size, 1);
  if (!Array.isArray(objects) || objects.length !== count) {
    fail('a numpy array of objects without the list of them');
  }
  let list: PickleValue[] = objects;
  if (count === 0) return list;
  for (const size of sizes.slice(1).reverse()) {
    const rows = list.length / size;
    spend(rows * COSTS.list);
    list = Array.from({ length: rows }, (_, row) => list.slice(row * size, (row + 1) * size));
  }
  return list;
}

/** `numpy._core.numeric._frombuffer(bytes, dtype, shape, order)` of protocol 5. */
export function arrayFromBuffer(args: readonly Stacked[], fail: Fail, spend: Spend): Stacked {
  const [bytes, dtype, shape, order] = args;
  if (order !== 'C' && order !== 'F') fail('an array whose order is neither C nor F');
  spend(COSTS.array);
  return assign(new PickledArray(), bytes, dtype, shape, order === 'F', fail, spend);
}

/** `numpy.core.multiarray.scalar(dtype, bytes)`: a number, or a boolean. */
export function scalarOf(args: readonly Stacked[], fail: Fail, spend: Spend): Stacked {
  const { buffer, format } = bufferOf(args[1], args[0], 1, fail, spend);
  const value = decodeNumber(buffer, format);
  if (format.code === 'b1') return value !== 0;
  return typeof value === 'bigint' ? narrow(value) : value;
}

/** A number where it is exact. */
export function narrow(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

function assign(
  array: PickledArray,
  bytes: Stacked | undefined,
  dtype: Stacked | undefined,
  shape: Stacked | undefined,
  fortran: boolean,
  fail: Fail,
  spend: Spend,
): PickledArray {
  const sizes = shape === undefined ? null : itemsOf(shape);
  if (sizes === null || sizes.length > MAX_DIMENSIONS || !sizes.every(isSize)) {
    fail('the shape of a numpy array is not a tuple of sizes');
  }
  let count = 1;
  for (const size of sizes) count *= size;
  const { buffer, format } = bufferOf(bytes, dtype, count, fail, spend);
  spend(buffer.length * (fortran ? 2 : 1) * (format.code === 'f2' ? 3 : 1));
  const data = decodeNumbers(buffer, format);
  array.shape = sizes;
  array.data = fortran ? toRowMajor(data, sizes) : data;
  return array;
}

function bufferOf(
  bytes: Stacked | undefined,
  dtype: Stacked | undefined,
  count: number,
  fail: Fail,
  spend: Spend,
): { buffer: Uint8Array; format: NumberFormat } {
  if (!(dtype instanceof Dtype)) fail('a numpy value without its dtype');
  if (typeof bytes === 'string') spend(bytes.length);
  // Python 2 wrote bytes as strings, which are read as Latin-1.
  const buffer = typeof bytes === 'string' ? latin1Bytes(bytes) : bytes;
  if (!(buffer instanceof Uint8Array)) fail('a numpy value without its bytes');
  const expected = count * dtype.format.size;
  if (buffer.length !== expected) {
    fail(
      `a numpy value of ${count} × ${dtype.format.code} has ${buffer.length} bytes; expected ${expected}`,
    );
  }
  return { buffer, format: dtype.format };
}

function isSize(value: Stacked): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function truth(value: PickleValue | Stacked | undefined): boolean {
  return value === true || value === 1;
}

function text(value: Stacked | undefined): string | null {
  if (typeof value === 'string') return value;
  return value instanceof Uint8Array ? String.fromCharCode(...value.subarray(0, 64)) : null;
}
