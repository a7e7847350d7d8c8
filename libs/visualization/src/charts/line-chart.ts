import { markup, type Markup } from '../markup/markup';
import { coordinate } from '../markup/numbers';
import { type Plot, xAxis, yAxis } from './axes';
import type { ChartLine } from './curve';
import { extent } from './extent';
import { legend, type LegendEntry } from './legend';
import { linePath, valueMarks } from './marks';
import { INK, MUTED } from './palette';
import { type Interval, linearScale, logScale, type Scale, type Tick } from './scale';

export interface LineChart {
  readonly title: string;
  readonly xLabel: string;
  readonly lines: readonly ChartLine[];
  /** Shown range of y; default: the range of the lines, without the faint raw curves. */
  readonly yDomain?: Interval;
  /** `log` is used only if the whole range is positive. */
  readonly yScale?: 'linear' | 'log';
  /** Ticks of x; default: round numbers. */
  readonly xTicks?: readonly Tick[];
  /** A dashed horizontal line, listed in the legend; the legend states if it lies outside the range. */
  readonly reference?: Tick;
}

const WIDTH = 360;
const HEIGHT = 228;

/** A line chart as one SVG element that fills its container's width; a line has gaps where a value is not finite. */
export function lineChart(chart: LineChart): string {
  const named = chart.reference || chart.lines.some(({ label }) => label !== '');
  const plot: Plot = { left: 46, right: WIDTH - 12, top: named ? 46 : 30, bottom: HEIGHT - 36 };
  const x = xScale(chart, plot);
  const y = yScale(chart, plot);
  const xTicks = chart.xTicks ?? x.ticks.map((at) => ({ at, label: tickLabel(at) }));
  const yTicks = y.ticks.map((at) => ({ at, label: tickLabel(at) }));
  const { left, right, top, bottom } = plot;
  return markup`<svg class="th-chart" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${chart.title}" xmlns="http://www.w3.org/2000/svg" font-family="system-ui, sans-serif" font-size="11">
<text x="2" y="15" font-size="13" font-weight="600" style="fill:${INK}">${chart.title}</text>
${legend(legendEntries(chart, y, plot), 2, 33)}
${yAxis(plot, y, yTicks)}${xAxis(plot, x, xTicks, chart.xLabel)}
<svg x="${left}" y="${top}" width="${right - left}" height="${bottom - top}" viewBox="${left} ${top} ${right - left} ${bottom - top}">
${chart.lines.map(({ raw, color }) => raw && linePath(raw, x, y, color, 'faint'))}
${chart.lines.map((line) => linePath(line, x, y, line.color, 'full'))}
</svg>
${chart.reference && referenceLine(chart.reference, y, plot)}
${chart.lines.map((line) => line.values && valueMarks(line, x, y))}
</svg>`.text;
}

function legendEntries({ lines, reference }: LineChart, y: Scale, plot: Plot): LegendEntry[] {
  const entries: LegendEntry[] = lines.filter(({ label }) => label !== '');
  if (!reference) return entries;
  const place = y(reference.at);
  const outside = place < plot.top ? ' (above)' : place > plot.bottom ? ' (below)' : '';
  return [...entries, { label: reference.label + outside, color: MUTED, dashed: true }];
}

function referenceLine({ at }: Tick, y: Scale, { left, right, top, bottom }: Plot): Markup | null {
  const height = y(at);
  if (!(height >= top && height <= bottom)) return null;
  return markup`<path class="th-reference" d="M${left} ${coordinate(height)}H${right}" stroke-width="1.5" stroke-dasharray="4 3" style="stroke:${MUTED}"/>`;
}

function xScale({ lines, xTicks }: LineChart, plot: Plot): Scale {
  const values = [
    ...lines.flatMap(({ x }) => Array.from(x)),
    ...(xTicks ?? []).map(({ at }) => at),
  ];
  const [low, high] = extent(values) ?? [0, 1];
  // Explicit ticks keep a distance to the edges, so that their marks and values have room.
  const pad = xTicks ? Math.max(high - low, 1) * 0.12 : 0;
  return linearScale([low - pad, high + pad], [plot.left, plot.right], 5);
}

function yScale({ lines, yDomain, yScale }: LineChart, plot: Plot): Scale {
  const [low, high] = yDomain ?? extent(lines.flatMap(({ y }) => Array.from(y))) ?? [0, 1];
  const range: Interval = [plot.bottom, plot.top];
  if (yScale === 'log' && low > 0) return logScale([low * 0.95, high * 1.05], range);
  // A minimum range, so that rounding errors do not fill the chart.
  const span = high - low > 1e-9 * Math.abs(high) ? high - low : Math.abs(high) || 1;
  const pad = yDomain ? 0 : span * 0.06;
  return linearScale([low - pad, high + pad], range, 7);
}

/** Short form of a round number: `20k`, `0.05`, `1e-5`. */
function tickLabel(value: number): string {
  const size = Math.abs(value);
  if (size >= 1e6) return `${Number((value / 1e6).toPrecision(4))}M`;
  if (size >= 1e4) return `${Number((value / 1e3).toPrecision(4))}k`;
  if (size > 0 && size < 1e-4) return value.toExponential(0);
  return String(Number(value.toPrecision(4))).replace('-', '−');
}
