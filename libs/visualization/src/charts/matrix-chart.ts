import { markup, type Markup } from '../markup/markup';
import { coordinate } from '../markup/numbers';
import { INK, MUTED, PAPER } from './palette';

/** A square table of numbers in 0..1 as colored cells. */
export interface MatrixChart {
  readonly title: string;
  /** Of the rows and, in the same order, of the columns. */
  readonly names: readonly string[];
  readonly rowsAre: string;
  readonly columnsAre: string;
  /** [row][column]; null: an empty cell. */
  readonly values: readonly (readonly (number | null)[])[];
}

const WIDTH = 900;
const LEFT = 150;
const TOP = 132;
const MOST_CELL = 34;
// One hue, so that the order of values is that of their lightness, for any color vision and in grey print.
const HUE = '#0072b2';
/** From this value a cell has its percentage, in white from the second on. */
const LABELLED = 0.1;
const DARK = 0.85;

/** A matrix of percentages as one SVG element that fills its container's width; the diagonal is framed. */
export function matrixChart({ title, names, rowsAre, columnsAre, values }: MatrixChart): string {
  const cell = Math.min(MOST_CELL, (WIDTH - LEFT - 60) / Math.max(1, names.length));
  const side = cell * names.length;
  const rows = names.map((name, row) => {
    const y = TOP + row * cell;
    return markup`<text x="${LEFT - 8}" y="${coordinate(y + cell / 2 + 4)}" text-anchor="end">${name}</text>`;
  });
  const columns = names.map((name, column) => {
    const x = coordinate(LEFT + (column + 0.5) * cell + 4);
    return markup`<text transform="translate(${x} ${TOP - 8}) rotate(-60)">${name}</text>`;
  });
  return markup`<svg class="th-chart th-matrix" viewBox="0 0 ${WIDTH} ${coordinate(TOP + side + 12)}" role="img" aria-label="${title}" xmlns="http://www.w3.org/2000/svg" font-family="system-ui, sans-serif" font-size="11">
<text x="2" y="15" font-size="13" font-weight="600" style="fill:${INK}">${title}</text>
<text x="2" y="34" style="fill:${MUTED}">rows: ${rowsAre}; columns: ${columnsAre}; in percent</text>
<g style="fill:${INK}">${rows}${columns}</g>
${values.map((row, y) => row.map((value, x) => square(value, LEFT + x * cell, TOP + y * cell, cell)))}
${names.map((_, i) => markup`<rect x="${coordinate(LEFT + i * cell)}" y="${coordinate(TOP + i * cell)}" width="${coordinate(cell)}" height="${coordinate(cell)}" fill="none" style="stroke:${INK}"/>`)}
</svg>`.text;
}

function square(value: number | null, x: number, y: number, cell: number): Markup | null {
  if (value === null || !Number.isFinite(value)) return null;
  const label =
    value >= LABELLED &&
    markup`<text x="${coordinate(x + cell / 2)}" y="${coordinate(y + cell / 2 + 3.5)}" text-anchor="middle" font-size="10" style="fill:${value >= DARK ? '#fff' : INK}">${Math.round(100 * value)}</text>`;
  return markup`<rect x="${coordinate(x)}" y="${coordinate(y)}" width="${coordinate(cell - 1)}" height="${coordinate(cell - 1)}" fill="${HUE}" fill-opacity="${coordinate(Math.min(1, Math.max(0, value)))}" style="stroke:${PAPER}"/>${label}`;
}
