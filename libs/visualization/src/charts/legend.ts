import { markup, type Markup } from '../markup/markup';
import { coordinate } from '../markup/numbers';
import { INK } from './palette';

export interface LegendEntry {
  readonly label: string;
  readonly color: string;
  readonly dashed?: boolean;
}

// Mean width of a letter of 11 px system-ui, an estimate since text cannot be measured without a browser.
const LETTER = 5.9;

/** The entries in one row. */
export function legend(entries: readonly LegendEntry[], left: number, baseline: number): Markup {
  let x = left;
  const items = entries.map(({ label, color, dashed }) => {
    const item = markup`<path d="M${coordinate(x)} ${baseline - 4}h14" ${dashed ? DASHED : FULL} style="stroke:${color}"/><text x="${coordinate(x + 19)}" y="${baseline}">${label}</text>`;
    x += 31 + LETTER * label.length;
    return item;
  });
  return markup`<g style="fill:${INK}">${items}</g>`;
}

const FULL = markup`stroke-width="2.5" stroke-linecap="round"`;
const DASHED = markup`stroke-width="1.5" stroke-dasharray="4 3"`;
