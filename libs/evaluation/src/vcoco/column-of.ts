/** One column of a table of rows. */
export function columnOf(table: Float32Array, column: number, columns: number): Float32Array {
  const values = new Float32Array(table.length / columns);
  for (let row = 0; row < values.length; row++) values[row] = table[row * columns + column];
  return values;
}
