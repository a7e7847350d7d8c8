import { markup, type Markup } from '../markup/markup';
import { coordinate, fixed, MISSING } from '../markup/numbers';
import { extent } from './extent';
import { GRID, INK, MUTED, PAPER } from './palette';
import { linearScale, type Scale } from './scale';
import { textureDefs, textureFill } from './texture';

export interface BarChart {
  readonly title: string;
  /** Prefix of ids, unique on the page. */
  readonly id: string;
  readonly bars: readonly Bar[];
  /** Whether every value has a dot. Default true. */
  readonly dots?: boolean;
}

export interface Bar {
  readonly label: string;
  /** One value a seed, drawn as dots; the bar is their mean. */
  readonly values: readonly number[];
  /** Half the length of the error bar; not finite: none. */
  readonly deviation: number;
  /** Number of the fill, the same for the same model in all charts. */
  readonly fill: number;
}

const WIDTH = 470;
const TOP = 30;
const ROW = 26;
const BAR = 16;
const LEFT = 150;
const RIGHT = WIDTH - 78;

/** Horizontal bars from 0 with error bars and a dot for each value, as one SVG element that fills its container's width. */
export function barChart({ title, id, bars, dots = true }: BarChart): string {
  const bottom = TOP + ROW * bars.length;
  const reach = bars.flatMap(({ values, deviation }) => {
    const mean = meanOf(values);
    return [...values, mean - deviation, mean + deviation];
  });
  const [low, high] = extent([0, ...reach]) ?? [0, 1];
  const x = linearScale([low, high > low ? high : low + 1], [LEFT, RIGHT], 5);
  const fills = Math.max(0, ...bars.map(({ fill }) => fill + 1));
  return markup`<svg class="th-chart th-bars" viewBox="0 0 ${WIDTH} ${bottom + 26}" role="img" aria-label="${title}" xmlns="http://www.w3.org/2000/svg" font-family="system-ui, sans-serif" font-size="11">
${textureDefs(id, fills)}
<text x="2" y="15" font-size="13" font-weight="600" style="fill:${INK}">${title}</text>
${ticks(x, bottom)}
${bars.map((bar, i) => row(bar, TOP + ROW * (i + 0.5), x, id, dots))}
<path d="M${coordinate(x(0))} ${TOP}V${bottom}" style="stroke:${MUTED}"/>
</svg>`.text;
}

function ticks(x: Scale, bottom: number): Markup {
  const lines = x.ticks.map((at) => `M${coordinate(x(at))} ${TOP}V${bottom}`).join('');
  const labels = x.ticks.map(
    (at) => markup`<text x="${coordinate(x(at))}" y="${bottom + 16}">${at}</text>`,
  );
  return markup`<path d="${lines}" style="stroke:${GRID}"/><g text-anchor="middle" style="fill:${MUTED}">${labels}</g>`;
}

function row(
  { label, values, deviation, fill }: Bar,
  y: number,
  x: Scale,
  id: string,
  dots: boolean,
): Markup {
  const mean = meanOf(values);
  const name = markup`<text x="${LEFT - 8}" y="${coordinate(y + 4)}" text-anchor="end" style="fill:${INK}">${label}</text>`;
  if (!Number.isFinite(mean)) {
    return markup`${name}<text x="${LEFT + 6}" y="${coordinate(y + 4)}" style="fill:${MUTED}">${MISSING}</text>`;
  }
  const [from, to] = [x(0), x(mean)].sort((a, b) => a - b);
  const hasError = Number.isFinite(deviation);
  const text = hasError ? `${fixed(mean, 1)} ± ${fixed(deviation, 1)}` : fixed(mean, 1);
  return markup`${name}<rect x="${coordinate(from)}" y="${coordinate(y - BAR / 2)}" width="${coordinate(to - from)}" height="${BAR}" fill="${textureFill(id, fill)}" style="stroke:${INK}" stroke-width="0.8"/>
${hasError && errorBar(x(mean - deviation), x(mean + deviation), y)}
${dots && values.map((value, i) => dot(x(value), y + spread(i, values.length)))}
<text x="${WIDTH - 2}" y="${coordinate(y + 4)}" text-anchor="end" font-weight="600" style="fill:${INK}">${text}</text>`;
}

function errorBar(from: number, to: number, y: number): Markup {
  const path = `M${coordinate(from)} ${coordinate(y)}H${coordinate(to)}M${coordinate(from)} ${coordinate(y - 5)}v10M${coordinate(to)} ${coordinate(y - 5)}v10`;
  return markup`<path class="th-error" d="${path}" stroke-width="3.4" style="stroke:${PAPER}"/><path d="${path}" stroke-width="1.4" style="stroke:${INK}"/>`;
}

const dot = (x: number, y: number) =>
  markup`<circle class="th-seed" cx="${coordinate(x)}" cy="${coordinate(y)}" r="2.3" stroke-width="1" style="fill:${PAPER};stroke:${INK}"/>`;

/** Places dots of equal values beside each other, over the height of the bar. */
function spread(index: number, count: number): number {
  return count < 2 ? 0 : (BAR - 6) * (index / (count - 1) - 0.5);
}

const meanOf = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
