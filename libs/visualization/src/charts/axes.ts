import { markup, type Markup } from '../markup/markup';
import { coordinate } from '../markup/numbers';
import { GRID, MUTED } from './palette';
import type { Scale, Tick } from './scale';

/** The edges of the plot area. */
export interface Plot {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Horizontal grid lines with their values to the left. */
export function yAxis(plot: Plot, y: Scale, ticks: readonly Tick[]): Markup {
  const lines = ticks.map(({ at }) => `M${plot.left} ${coordinate(y(at))}H${plot.right}`).join('');
  const labels = ticks.map(
    ({ at, label }) =>
      markup`<text x="${plot.left - 6}" y="${coordinate(y(at) + 4)}">${label}</text>`,
  );
  return markup`<path d="${lines}" style="stroke:${GRID}"/><g text-anchor="end" style="fill:${MUTED}">${labels}</g>`;
}

/** The base line with ticks, tick labels and the axis label below. */
export function xAxis(plot: Plot, x: Scale, ticks: readonly Tick[], name: string): Markup {
  const marks = ticks.map(({ at }) => `M${coordinate(x(at))} ${plot.bottom}v4`).join('');
  const labels = ticks.map(
    ({ at, label }) =>
      markup`<text x="${coordinate(x(at))}" y="${plot.bottom + 15}">${label}</text>`,
  );
  return markup`<path d="M${plot.left} ${plot.bottom}H${plot.right}${marks}" style="stroke:${MUTED}"/><g text-anchor="middle" style="fill:${MUTED}">${labels}<text x="${(plot.left + plot.right) / 2}" y="${plot.bottom + 31}">${name}</text></g>`;
}
