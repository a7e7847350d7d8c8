/** Rows of cells in columns: text to the left, numbers to the right. `null` draws a line. */
export function textTable(rows: readonly (readonly string[] | null)[]): string {
  const cells = rows.filter((row) => row !== null);
  const columns = Math.max(...cells.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...cells.map((row) => (row[column] ?? '').length)),
  );
  const rule = '-'.repeat(widths.reduce((sum, width) => sum + width, 2 * (columns - 1)));
  return rows
    .map((row) =>
      row === null
        ? rule
        : row
            .map((cell, column) => aligned(cell, widths[column]))
            .join('  ')
            .trimEnd(),
    )
    .join('\n');
}

/** An AP of 0..100 as a cell; a dash where there is no number. */
export function percentCell(ap: number | null): string {
  return ap === null || !Number.isFinite(ap) ? '–' : ap.toFixed(2);
}

function aligned(cell: string, width: number): string {
  return /^(–|[+-]?\d+(\.\d+)?)$/.test(cell) ? cell.padStart(width) : cell.padEnd(width);
}
