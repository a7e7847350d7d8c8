/**
 * The assignment of least total cost: the Hungarian method by shortest augmenting paths, O(n² · m) with n the shorter side.
 *
 * @param cost [rows·columns], finite
 * @returns [rows] – the column of each row; -1 where there are more rows than columns and the row has none
 */
export function assign(cost: Float64Array, rows: number, columns: number): Int32Array {
  if (rows <= columns) return assignRows((i, j) => cost[i * columns + j], rows, columns);
  const assigned = assignRows((j, i) => cost[i * columns + j], columns, rows);
  const found = new Int32Array(rows).fill(-1);
  assigned.forEach((row, column) => (found[row] = column));
  return found;
}

/** @param rows at most `columns` */
function assignRows(
  cost: (row: number, column: number) => number,
  rows: number,
  columns: number,
): Int32Array {
  const ofColumn = new Int32Array(columns).fill(-1);
  // Potentials: cost - rowPotential - columnPotential is 0 on assigned pairs and nowhere negative.
  const [rowPotential, columnPotential] = [new Float64Array(rows), new Float64Array(columns)];
  for (let start = 0; start < rows; start++) {
    const distance = new Float64Array(columns).fill(Infinity);
    const before = new Int32Array(columns).fill(-1);
    const done = new Uint8Array(columns);
    let [row, last, reached] = [start, -1, 0];
    for (;;) {
      let next = -1;
      for (let j = 0; j < columns; j++) {
        if (done[j]) continue;
        const via = reached + cost(row, j) - rowPotential[row] - columnPotential[j];
        if (via < distance[j]) [distance[j], before[j]] = [via, last];
        if (next < 0 || distance[j] < distance[next]) next = j;
      }
      done[next] = 1;
      reached = distance[next];
      last = next;
      if (ofColumn[next] < 0) break;
      row = ofColumn[next];
    }
    rowPotential[start] += reached;
    for (let j = 0; j < columns; j++) {
      if (!done[j] || j === last) continue;
      rowPotential[ofColumn[j]] += reached - distance[j];
      columnPotential[j] -= reached - distance[j];
    }
    for (let j = last; j >= 0; j = before[j]) {
      ofColumn[j] = before[j] < 0 ? start : ofColumn[before[j]];
    }
  }
  const found = new Int32Array(rows);
  ofColumn.forEach((row, column) => {
    if (row >= 0) found[row] = column;
  });
  return found;
}
