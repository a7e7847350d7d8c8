import {
  bfloat16FromFloat32,
  float16FromFloat32,
  float32sFromBfloat16,
  float32sFromFloat16,
} from './half-floats';
import type { TensorArray, TensorDtype } from './tensor-data';

/** Conversion of one number format between memory and file; files and all current hosts are little-endian. */
export interface DtypeCodec {
  /** Size of a number in a file. */
  readonly bytes: 1 | 2 | 4 | 8;
  /** The type of array that holds the numbers in memory. */
  readonly array: TensorArrayConstructor;
  /** Decodes little-endian bytes; the result may share memory with them. */
  decode(bytes: ArrayBuffer): TensorArray;
  /** Encodes numbers to bytes; the result may share memory with them. */
  encode(numbers: TensorArray): Uint8Array;
}

export type TensorArrayConstructor = {
  readonly name: string;
  new (buffer: ArrayBuffer): TensorArray;
};

// In the order in which the reference implementation lays out tensors.
export const DTYPE_CODECS: Readonly<Record<TensorDtype, DtypeCodec>> = {
  BOOL: plain(1, Uint8Array),
  U8: plain(1, Uint8Array),
  I8: plain(1, Int8Array),
  I16: plain(2, Int16Array),
  U16: plain(2, Uint16Array),
  F16: {
    bytes: 2,
    array: Float32Array,
    decode: (buffer) => float32sFromFloat16(new Uint16Array(buffer)),
    encode: (numbers) =>
      bytesOf(Uint16Array.from(numbers as Float32Array, (value) => float16FromFloat32(value))),
  },
  BF16: {
    bytes: 2,
    array: Float32Array,
    decode: (buffer) => float32sFromBfloat16(new Uint16Array(buffer)),
    encode: (numbers) =>
      bytesOf(Uint16Array.from(numbers as Float32Array, (value) => bfloat16FromFloat32(value))),
  },
  I32: plain(4, Int32Array),
  U32: plain(4, Uint32Array),
  F32: plain(4, Float32Array),
  F64: plain(8, Float64Array),
  I64: plain(8, BigInt64Array),
  U64: plain(8, BigUint64Array),
};

export function isTensorDtype(name: unknown): name is TensorDtype {
  return typeof name === 'string' && Object.hasOwn(DTYPE_CODECS, name);
}

function plain(bytes: DtypeCodec['bytes'], array: TensorArrayConstructor): DtypeCodec {
  return { bytes, array, decode: (buffer) => new array(buffer), encode: bytesOf };
}

function bytesOf({ buffer, byteOffset, byteLength }: TensorArray): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
