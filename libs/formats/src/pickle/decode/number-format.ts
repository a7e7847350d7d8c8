import type { NumericData } from '../../numeric-array';

/** How NumPy lays out one number. */
export interface NumberFormat {
  /** NumPy's kind and size: `f8`, `i4`, `b1`. */
  readonly code: string;
  readonly size: 1 | 2 | 4 | 8;
  readonly bigEndian: boolean;
}

type ArrayType = new (source: number | ArrayBufferLike) => NumericData;

const TYPES: Readonly<Record<string, ArrayType>> = {
  b1: Uint8Array,
  i1: Int8Array,
  u1: Uint8Array,
  i2: Int16Array,
  u2: Uint16Array,
  i4: Int32Array,
  u4: Uint32Array,
  i8: BigInt64Array,
  u8: BigUint64Array,
  f2: Uint16Array,
  f4: Float32Array,
  f8: Float64Array,
};

export const NUMBER_CODES: readonly string[] = Object.keys(TYPES);

// Numbers pass through this small aligned memory: a typed array of at most 64 bytes then needs no buffer of its own.
const SMALL = 512;
const small = new ArrayBuffer(SMALL);
const smallBytes = new Uint8Array(small);
const smallViews = new Map(NUMBER_CODES.map((code) => [code, new TYPES[code](small)]));

/**
 * The numbers of a NumPy buffer; half floats become single ones.
 *
 * @param bytes a whole number of numbers
 */
export function decodeNumbers(
  bytes: Uint8Array,
  { code, size, bigEndian }: NumberFormat,
): NumericData {
  const length = bytes.length / size;
  let numbers: NumericData;
  if (bytes.length <= SMALL) {
    for (let i = 0; i < bytes.length; i++) smallBytes[i] = bytes[i];
    if (bigEndian) swap(smallBytes, bytes.length, size);
    numbers = smallViews.get(code)!.slice(0, length);
  } else {
    const copy = bytes.slice();
    if (bigEndian) swap(copy, copy.length, size);
    numbers = new TYPES[code](copy.buffer);
  }
  return code === 'f2' ? Float32Array.from(numbers as Uint16Array, halfFloat) : numbers;
}

function swap(bytes: Uint8Array, length: number, size: number): void {
  if (size === 1) return;
  for (let at = 0; at < length; at += size) bytes.subarray(at, at + size).reverse();
}

function halfFloat(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
