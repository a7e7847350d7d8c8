import { markup, type Markup } from '../markup/markup';
import { coordinate, fixed, grouped } from '../markup/numbers';
import { xAxis, yAxis, type Plot } from './axes';
import { INK, MUTED, PAPER } from './palette';
import { linearScale } from './scale';
import { textureDefs, textureFill } from './texture';

/** Scores of an interval, and the share of them that is right. */
export interface ReliabilityBin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  /** Mean score and share of right ones in 0..1; null: the bin is empty. */
  readonly score: number | null;
  readonly right: number | null;
}

export interface ReliabilityChart {
  readonly title: string;
  /** Prefix of ids, unique on the page. */
  readonly id: string;
  readonly bins: readonly ReliabilityBin[];
}

const WIDTH = 470;
const HEIGHT = 330;
const PLOT: Plot = { left: 46, right: WIDTH - 12, top: 46, bottom: HEIGHT - 54 };

/** Share of right scores by score as bars with a dot at their mean score, beside the line on which probabilities lie; one SVG element. */
export function reliabilityChart({ title, id, bins }: ReliabilityChart): string {
  const x = linearScale([0, 1], [PLOT.left, PLOT.right], 5);
  const y = linearScale([0, 1], [PLOT.bottom, PLOT.top], 5);
  const ticks = (at: number) => ({ at, label: fixed(at, 1) });
  return markup`<svg class="th-chart th-bars" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${title}" xmlns="http://www.w3.org/2000/svg" font-family="system-ui, sans-serif" font-size="11">
${textureDefs(id, 1)}
<text x="2" y="15" font-size="13" font-weight="600" style="fill:${INK}">${title}</text>
<text x="2" y="34" style="fill:${MUTED}">bars: share that is right; dashed: calibrated; below: number of scores</text>
${yAxis(PLOT, y, y.ticks.map(ticks))}${xAxis(PLOT, x, x.ticks.map(ticks), 'score')}
${bins.map((bin) => bar(bin, x, y, id))}
<path d="M${coordinate(x(0))} ${coordinate(y(0))}L${coordinate(x(1))} ${coordinate(y(1))}" stroke-width="1.5" stroke-dasharray="5 4" style="stroke:${INK}"/>
${bins.map((bin) => dot(bin, x, y))}
<g text-anchor="middle" font-size="9" style="fill:${MUTED}">${bins.map(({ from, to, count }) => markup`<text x="${coordinate(x((from + to) / 2))}" y="${HEIGHT - 4}">${grouped(count)}</text>`)}</g>
</svg>`.text;
}

type Position = (value: number) => number;

function bar({ from, to, right }: ReliabilityBin, x: Position, y: Position, id: string) {
  if (right === null) return null;
  return markup`<rect x="${coordinate(x(from) + 1)}" y="${coordinate(y(right))}" width="${coordinate(x(to) - x(from) - 2)}" height="${coordinate(y(0) - y(right))}" fill="${textureFill(id, 0)}" style="stroke:${INK}" stroke-width="0.8"/>`;
}

function dot({ score, right }: ReliabilityBin, x: Position, y: Position): Markup | null {
  if (score === null || right === null) return null;
  return markup`<circle cx="${coordinate(x(score))}" cy="${coordinate(y(right))}" r="3.4" stroke-width="1.5" style="fill:${PAPER};stroke:${INK}"/>`;
}
