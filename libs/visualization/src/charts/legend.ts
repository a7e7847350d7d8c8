import { markup, type Markup } from '../markup/markup';
import { coordinate } from '../markup/numbers';
import type { ChartLine } from './curve';
import { INK } from './palette';

// Mean advance of a letter of 11 px system-ui: SVG cannot measure text without a screen.
const LETTER = 5.9;

/** The labelled lines in one row. */
export function legend(lines: readonly ChartLine[], left: number, baseline: number): Markup {
  let x = left;
  const items = lines
    .filter(({ label }) => label !== '')
    .map(({ label, color }) => {
      const item = markup`<path d="M${coordinate(x)} ${baseline - 4}h14" stroke-width="2.5" stroke-linecap="round" style="stroke:${color}"/><text x="${coordinate(x + 19)}" y="${baseline}">${label}</text>`;
      x += 31 + LETTER * label.length;
      return item;
    });
  return markup`<g style="fill:${INK}">${items}</g>`;
}
