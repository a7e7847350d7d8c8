import type { NumericData } from './numeric-array';

/** The numbers of a column-major array in row-major order; vectors come back as they are, others as a copy. */
export function toRowMajor(data: NumericData, shape: readonly number[]): NumericData {
  if (shape.filter((size) => size !== 1).length < 2 || data.length === 0) return data;
  const result = new (data.constructor as new (length: number) => NumericData)(data.length);
  if (shape.length === 2) transpose(data, result, shape[0], shape[1]);
  else reorder(data, result, shape);
  return result;
}

/** The numbers of a row-major array in column-major order; vectors come back as they are, others as a copy. */
export function toColumnMajor(data: NumericData, shape: readonly number[]): NumericData {
  // A row-major array is the column-major one of the reversed shape, and so is the wanted one.
  return toRowMajor(data, [...shape].reverse());
}

function transpose(from: NumericData, to: NumericData, rows: number, columns: number): void {
  for (let row = 0, at = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) to[at++] = from[column * rows + row];
  }
}

function reorder(from: NumericData, to: NumericData, shape: readonly number[]): void {
  const strides = shape.map((_, axis) => shape.slice(0, axis).reduce((a, b) => a * b, 1));
  const index = shape.map(() => 0);
  for (let at = 0, source = 0; at < to.length; at++) {
    to[at] = from[source];
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      source += strides[axis];
      if (++index[axis] < shape[axis]) break;
      source -= strides[axis] * shape[axis];
      index[axis] = 0;
    }
  }
}
