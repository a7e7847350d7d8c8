/** A typed array that holds a NumPy or MATLAB matrix. */
export type NumericData =
  | Float64Array
  | Float32Array
  | Int8Array
  | Uint8Array
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | BigInt64Array
  | BigUint64Array;

/** A dense array of numbers with its shape. */
export interface NumericArray {
  readonly shape: readonly number[];
  /** Row-major (the last index varies fastest), whatever the file's order. */
  readonly data: NumericData;
}
