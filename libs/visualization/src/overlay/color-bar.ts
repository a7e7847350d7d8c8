import type { Interval } from '../charts/scale';
import { INK } from '../charts/palette';
import { markup } from '../markup/markup';
import { fixed } from '../markup/numbers';
import { HEAT_COLORS } from './heat-layer';

const WIDTH = 240;

/** The colors of a heat layer with the values at both ends, as one SVG element. */
export function colorBar([low, high]: Interval, label: string): string {
  const cell = WIDTH / HEAT_COLORS.length;
  return markup`<svg class="th-color-bar" viewBox="0 0 ${WIDTH} 40" width="${WIDTH}" height="40" role="img" aria-label="${label}: ${fixed(low, 2)} to ${fixed(high, 2)}" xmlns="http://www.w3.org/2000/svg" font-family="system-ui, sans-serif" font-size="11">
<text x="${WIDTH / 2}" y="10" text-anchor="middle" style="fill:${INK}">${label}</text>
${HEAT_COLORS.map((color, i) => markup`<rect x="${i * cell}" y="15" width="${cell}" height="10" fill="${color}" shape-rendering="crispEdges"/>`)}
<text x="0" y="38" style="fill:${INK}">${fixed(low, 2)}</text><text x="${WIDTH}" y="38" text-anchor="end" style="fill:${INK}">${fixed(high, 2)}</text></svg>`
    .text;
}
