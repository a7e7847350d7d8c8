import { TurboHoiError, type XyxyBox } from '@turbo-hoi/core';
import type { Interval } from '../charts/scale';
import { markup, type Markup } from '../markup/markup';
import { coordinate } from '../markup/numbers';

/** Colors of a grid of values, from dark blue for low to yellow for high. */
export const HEAT_COLORS = [
  '#1b1446',
  '#3b1c6d',
  '#61197a',
  '#87216f',
  '#ab2f5e',
  '#cb4149',
  '#e5612f',
  '#f68a18',
  '#fcb72b',
  '#f6e768',
] as const;

/**
 * A square grid of values over a box as colored cells, one path per color; NaN cells stay empty.
 *
 * @param values `side · side`, row-major: an attention mask, or a keypoint's heatmap
 * @throws TurboHoiError `shape` if the values are not a square
 */
export function heatLayer(
  values: Float32Array,
  [x1, y1, x2, y2]: XyxyBox,
  range: Interval,
): Markup {
  const side = Math.round(Math.sqrt(values.length));
  if (side * side !== values.length) {
    throw new TurboHoiError(
      'shape',
      `heatLayer: got ${values.length} values; expected side · side of a square grid. ` +
        `Pass one channel, or the mean over channels.`,
    );
  }
  const cells = HEAT_COLORS.map(() => '');
  values.forEach((value, i) => {
    if (Number.isFinite(value)) {
      cells[colorIndex(value, range)] += `M${i % side} ${Math.floor(i / side)}h1v1h-1z`;
    }
  });
  const scale = `${coordinate(x1)} ${coordinate(y1)}) scale(${(x2 - x1) / side} ${(y2 - y1) / side}`;
  return markup`<g class="th-heat" transform="translate(${scale})" fill-opacity="0.72" shape-rendering="crispEdges">${cells.map(
    (path, i) => path !== '' && markup`<path d="${path}" fill="${HEAT_COLORS[i]}"/>`,
  )}</g>`;
}

function colorIndex(value: number, [low, high]: Interval): number {
  const share = high > low ? (value - low) / (high - low) : 0.5;
  const index = Math.floor(share * HEAT_COLORS.length);
  return Math.min(Math.max(index, 0), HEAT_COLORS.length - 1);
}
