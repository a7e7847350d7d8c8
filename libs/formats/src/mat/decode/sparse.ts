import type { MatNumeric } from '../mat-value';
import type { Elements } from './elements';
import { readNumbers } from './numbers';

/** 128 MB of doubles; a few bytes of a sparse matrix may claim any size. */
const MAX_DENSE = 1 << 24;

/** A sparse matrix with its zeros written out: row indices, where each column begins, values. */
export function readSparse(
  elements: Elements,
  shape: readonly number[],
  logical: boolean,
): MatNumeric {
  const [rows, columns] = shape;
  if (shape.length !== 2) elements.fail(`a sparse array of ${shape.length} dimensions; expected 2`);
  if (rows * columns > MAX_DENSE) {
    elements.fail(
      `a sparse matrix of ${rows} × ${columns}; expected at most ${MAX_DENSE} numbers. Save a part of it, or full(…).`,
    );
  }
  elements.next();
  const rowOf = readNumbers(elements, Int32Array, null);
  elements.next();
  const begins = readNumbers(elements, Int32Array, columns + 1) as Int32Array;
  elements.next();
  const values = readNumbers(elements, Float64Array, null);
  const used = checkedCount(elements, begins);
  if (used > rowOf.length || used > values.length) {
    elements.fail(`a sparse matrix of ${used} values, but ${values.length} are there`);
  }
  const data = logical ? new Uint8Array(rows * columns) : new Float64Array(rows * columns);
  for (let column = 0; column < columns; column++) {
    for (let i = begins[column]; i < begins[column + 1]; i++) {
      const row = rowOf[i] as number;
      if (row < 0 || row >= rows) elements.fail(`row ${row} in a sparse matrix of ${rows} rows`);
      data[row * columns + column] = values[i] as number;
    }
  }
  return { kind: 'numeric', shape, data };
}

/** The number of values, once it is known that no column begins before the previous one or behind the last value. */
function checkedCount(elements: Elements, begins: Int32Array): number {
  if (begins[0] !== 0) elements.fail(`the first column of a sparse matrix begins at ${begins[0]}`);
  for (let column = 1; column < begins.length; column++) {
    if (begins[column] < begins[column - 1]) elements.fail('columns of a sparse matrix overlap');
  }
  return begins[begins.length - 1];
}
