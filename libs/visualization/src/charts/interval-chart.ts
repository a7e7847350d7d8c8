import { markup, type Markup } from '../markup/markup';
import { coordinate, signed } from '../markup/numbers';
import { extent } from './extent';
import { GRID, INK, MUTED, PAPER } from './palette';
import { linearScale, type Scale } from './scale';

/** Differences with their intervals beside those that were stated elsewhere. */
export interface IntervalChart {
  readonly title: string;
  readonly rows: readonly IntervalRow[];
}

export interface IntervalRow {
  readonly label: string;
  /** Null: not measured. */
  readonly mean: number | null;
  /** Half the width of the interval; not finite: none. */
  readonly margin: number;
  /** The stated difference, a diamond; null: none. */
  readonly stated: number | null;
  /** A word at the end of the row. */
  readonly word: string;
}

const WIDTH = 900;
// Labels of about 60 letters to the left, verdicts to the right.
const TOP = 46;
const ROW = 22;
const LEFT = 410;
const RIGHT = 770;

/** Intervals around 0 as one SVG element; one that leaves the chart ends in an arrow. */
export function intervalChart({ title, rows }: IntervalChart): string {
  const bottom = TOP + ROW * rows.length;
  const marked = rows.flatMap(({ mean, stated }) => [mean ?? NaN, stated ?? NaN]);
  const [low, high] = extent([0, ...marked])!;
  const pad = Math.max(1, 0.35 * (high - low));
  const x = linearScale([low - pad, high + pad], [LEFT, RIGHT], 8);
  return markup`<svg class="th-chart th-intervals" viewBox="0 0 ${WIDTH} ${bottom + 26}" role="img" aria-label="${title}" xmlns="http://www.w3.org/2000/svg" font-family="system-ui, sans-serif" font-size="12">
<text x="2" y="15" font-size="13" font-weight="600" style="fill:${INK}">${title}</text>
${key()}
${ticks(x, bottom)}
<path d="M${coordinate(x(0))} ${TOP}V${bottom}" style="stroke:${INK}" stroke-width="1.2"/>
${rows.map((row, i) => intervalRow(row, TOP + ROW * (i + 0.5), x))}
</svg>`.text;
}

function key(): Markup {
  return markup`<g style="fill:${MUTED}"><circle cx="${LEFT + 6}" cy="32" r="4" style="fill:${INK}"/><text x="${LEFT + 16}" y="36">here, 95 % interval</text>${diamond(LEFT + 146, 32)}<text x="${LEFT + 156}" y="36">the paper</text></g>`;
}

function ticks(x: Scale, bottom: number): Markup {
  const lines = x.ticks.map((at) => `M${coordinate(x(at))} ${TOP}V${bottom}`).join('');
  const labels = x.ticks.map(
    (at) => markup`<text x="${coordinate(x(at))}" y="${bottom + 16}">${signed(at, 0)}</text>`,
  );
  return markup`<path d="${lines}" style="stroke:${GRID}"/><g text-anchor="middle" style="fill:${MUTED}">${labels}</g>`;
}

function intervalRow({ label, mean, margin, stated, word }: IntervalRow, y: number, x: Scale) {
  const texts = markup`<text x="2" y="${coordinate(y + 4)}" style="fill:${INK}">${label}</text><text x="${RIGHT + 14}" y="${coordinate(y + 4)}" style="fill:${INK}">${word}</text>`;
  const isMeasured = mean !== null && Number.isFinite(mean);
  return markup`${texts}${isMeasured && Number.isFinite(margin) && interval(x(mean - margin), x(mean + margin), y)}${isMeasured && markup`<circle cx="${coordinate(x(mean))}" cy="${coordinate(y)}" r="4" style="fill:${INK}"/>`}${stated !== null && diamond(x(stated), y)}`;
}

function interval(from: number, to: number, y: number): Markup {
  const [start, end] = [Math.max(from, LEFT), Math.min(to, RIGHT)];
  const left = from < LEFT ? arrow(LEFT, y, 1) : `M${coordinate(from)} ${coordinate(y - 4)}v8`;
  const right = to > RIGHT ? arrow(RIGHT, y, -1) : `M${coordinate(to)} ${coordinate(y - 4)}v8`;
  return markup`<path d="M${coordinate(start)} ${coordinate(y)}H${coordinate(end)}${left}${right}" fill="none" stroke-width="1.6" style="stroke:${INK}"/>`;
}

const arrow = (x: number, y: number, side: 1 | -1) =>
  `M${coordinate(x + 5 * side)} ${coordinate(y - 4)}L${coordinate(x)} ${coordinate(y)}L${coordinate(x + 5 * side)} ${coordinate(y + 4)}`;

function diamond(x: number, y: number): Markup {
  return markup`<path class="th-stated" d="M${coordinate(x)} ${coordinate(y - 6)}l6 6l-6 6l-6-6z" stroke-width="1.6" style="fill:${PAPER};stroke:#d55e00"/>`;
}
