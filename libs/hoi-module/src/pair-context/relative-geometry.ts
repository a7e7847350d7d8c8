import { type BoxTable, intersectionOf, within } from './box-table';

/** Length of {@link relativeGeometry}. */
export const RELATIVE_FEATURES = 6;

/** How detection b stands to detection a of the same image: direction, distance, overlap and relative size. */
export function relativeGeometry(table: BoxTable, a: number, b: number): number[] {
  const { x, y, side } = table;
  const [dx, dy] = [(x[b] - x[a]) / side[a], (y[b] - y[a]) / side[a]];
  const shared = intersectionOf(table, a, b);
  return [
    within(dx, 3),
    within(dy, 3),
    within(Math.log(dx * dx + dy * dy + 0.01), 4),
    shared / side[a] ** 2,
    shared / side[b] ** 2,
    within(Math.log(side[b] / side[a]), 3),
  ];
}
