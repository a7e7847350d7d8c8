/** The number formats this package reads and writes, by their safetensors name. */
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

/** What holds the numbers in memory; F16 and BF16 are held as Float32Array, BOOL as 0 and 1. */
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
  /** As many numbers as the shape has places. */
  readonly data: TensorArray;
}

/** How many numbers a tensor of this shape has; 1 for a scalar. */
export function shapeSize(shape: readonly number[]): number {
  return shape.reduce((size, length) => size * length, 1);
}
