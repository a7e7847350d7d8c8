import type { NumericData } from '../../numeric-array';

/** NumPy's layout of a number. */
export interface NumberFormat {
  /** NumPy's kind and size: `f8`, `i4`, `b1`. */
  readonly code: string;
  readonly size: number;
  readonly bigEndian: boolean;
  readonly array: ArrayType;
  /** The numbers in the memory that few of them pass through. */
  readonly few: NumericData;
}

type ArrayType = (new (length: number) => NumericData) &
  (new (buffer: ArrayBufferLike) => NumericData);

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

// A view on a buffer costs more than all else about five numbers, so that few pass through aligned memory made once.
const FEW_BYTES = 256;
const fewBuffer = new ArrayBuffer(FEW_BYTES);
const fewBytes = new Uint8Array(fewBuffer);

const FORMATS: ReadonlyMap<string, NumberFormat> = new Map(
  NUMBER_CODES.map((code) => {
    const array = TYPES[code];
    const size = Number(code.slice(1));
    return [code, { code, size, bigEndian: false, array, few: new array(fewBuffer) }];
  }),
);

/** The little-endian format of such a code; null for one that is not in {@link NUMBER_CODES}. */
export function numberFormat(code: string): NumberFormat | null {
  return FORMATS.get(code) ?? null;
}

/**
 * The numbers of a NumPy buffer; half floats become single ones.
 *
 * @param bytes a whole number of numbers
 */
export function decodeNumbers(bytes: Uint8Array, format: NumberFormat): NumericData {
  const numbers =
    bytes.length <= FEW_BYTES ? fewNumbers(bytes, format) : manyNumbers(bytes, format);
  return format.code === 'f2' ? Float32Array.from(numbers as Uint16Array, halfFloat) : numbers;
}

/** The one number of a NumPy scalar. */
export function decodeNumber(bytes: Uint8Array, format: NumberFormat): number | bigint {
  if (format.code === 'f2') return decodeNumbers(bytes, format)[0];
  passThrough(bytes, format);
  return format.few[0];
}

function fewNumbers(bytes: Uint8Array, format: NumberFormat): NumericData {
  passThrough(bytes, format);
  const { few, size } = format;
  const numbers = new format.array(bytes.length / size);
  for (let i = 0; i < numbers.length; i++) numbers[i] = few[i];
  return numbers;
}

function passThrough(bytes: Uint8Array, { size, bigEndian }: NumberFormat): void {
  for (let i = 0; i < bytes.length; i++) fewBytes[i] = bytes[i];
  if (bigEndian) swap(fewBytes, bytes.length, size);
}

function manyNumbers(bytes: Uint8Array, { array, size, bigEndian }: NumberFormat): NumericData {
  const copy = bytes.slice();
  if (bigEndian) swap(copy, copy.length, size);
  return new array(copy.buffer);
}

function swap(bytes: Uint8Array, length: number, size: number): void {
  for (let first = 0; first < length; first += size) {
    for (let i = first, j = first + size - 1; i < j; i++, j--) {
      const byte = bytes[i];
      bytes[i] = bytes[j];
      bytes[j] = byte;
    }
  }
}

function halfFloat(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
