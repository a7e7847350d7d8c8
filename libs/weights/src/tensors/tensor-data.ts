/** The number formats that this package reads and writes, by their safetensors names. */
export type TensorDtype =
  | 'BOOL'
  | 'U8'
  | 'I8'
  | 'U16'
  | 'I16'
  | 'F16'
  | 'BF16'
  | 'U32'
  | 'I32'
  | 'F32'
  | 'U64'
  | 'I64'
  | 'F64';

/** Array types of numbers in memory; F16 and BF16 are stored as Float32Array, BOOL as 0 and 1. */
export type TensorArray =
  | Uint8Array
  | Int8Array
  | Uint16Array
  | Int16Array
  | Uint32Array
  | Int32Array
  | Float32Array
  | Float64Array
  | BigUint64Array
  | BigInt64Array;

/** A tensor outside any tensor library: row-major numbers and their shape. */
export interface TensorData {
  /** How the numbers are stored in a file. */
  readonly dtype: TensorDtype;
  /** Empty for a scalar. */
  readonly shape: readonly number[];
  /** As many numbers as the product of the shape. */
  readonly data: TensorArray;
}

/** Number of elements of a tensor of this shape; 1 for a scalar. */
export function shapeSize(shape: readonly number[]): number {
  return shape.reduce((size, length) => size * length, 1);
}
