import { type ChartLine, smoothCurve, thinCurve } from '../charts/curve';
import { extent } from '../charts/extent';
import { lineChart } from '../charts/line-chart';
import { stageColor } from '../charts/palette';
import { markup, Markup } from '../markup/markup';
import type { MetricsLine, RunReport } from './run-report';

// More points cannot be distinguished at the width of a chart.
const BINS = 300;

/** Total loss, its parts by stage and the learning rate over the steps. */
export function lossSection({ metrics }: RunReport): Markup | null {
  if (metrics.length === 0) return null;
  const window = smoothingWindow(metrics);
  const charts = [
    lossChart('Total loss', [
      metricsCurve('', 'var(--th-accent, #4f46e5)', metrics, lossOf, window),
    ]),
    ...partCharts(metrics, window),
    lineChart({
      title: 'Learning rate',
      xLabel: 'step',
      yDomain: [0, 1.05 * (extent(metrics.map(({ learningRate }) => learningRate))?.[1] ?? 1)],
      lines: [
        metricsCurve(
          '',
          'var(--th-muted, #667085)',
          metrics,
          ({ learningRate }) => learningRate,
          1,
        ),
      ],
    }),
  ];
  return markup`<section id="losses"><h2>Losses</h2>
${nonFinite(metrics)}
<p class="note">${window > 1 && `Faint: every step. Solid: centered mean over ${window} steps. `}Parts are before λ.</p>
<div class="charts">${charts.map((chart) => new Markup(chart))}</div></section>`;
}

/** Steps over which a log's curves are smoothed. */
export function smoothingWindow(metrics: readonly MetricsLine[]): number {
  return Math.max(1, Math.round(metrics.length / 30));
}

export const lossOf = ({ loss }: MetricsLine) => loss;

/** One chart per kind of loss, with one line per stage. */
function partCharts(metrics: readonly MetricsLine[], window: number): string[] {
  const kinds = new Map<string, { name: string; stage: number | null }[]>();
  for (const name of partNames(metrics)) {
    const [, stage, kind] = /^stage(\d+)\.(.+)$/.exec(name) ?? [];
    const group = kind ?? name.split('.')[0];
    kinds.set(group, [...(kinds.get(group) ?? []), { name, stage: stage ? Number(stage) : null }]);
  }
  const stages = Math.max(0, ...[...kinds.values()].flat().map(({ stage }) => stage ?? 0));
  return [...kinds].map(([kind, parts]) => {
    const lines = parts.map(({ name, stage }, i) =>
      metricsCurve(
        partLabel(name, stage, i),
        stageColor(stage ?? i + 1, stage === null ? parts.length : stages),
        metrics,
        (entry) => entry.parts[name],
        window,
      ),
    );
    return lossChart(`${kind.charAt(0).toUpperCase()}${kind.slice(1)} loss`, lines);
  });
}

function partNames(metrics: readonly MetricsLine[]): Set<string> {
  const names = new Set<string>();
  for (const { parts } of metrics) Object.keys(parts).forEach((name) => names.add(name));
  return names;
}

function partLabel(name: string, stage: number | null, index: number): string {
  if (stage === null) return name.slice(name.indexOf('.') + 1);
  return index === 0 ? `stage ${stage}` : String(stage);
}

/** A chart of losses, on a log scale where their range is large. */
export function lossChart(title: string, lines: readonly ChartLine[]): string {
  const [low, high] = extent(lines.flatMap(({ y }) => Array.from(y))) ?? [0, 1];
  const yScale = low > 0 && high / low > 20 ? 'log' : 'linear';
  return lineChart({ title, xLabel: 'step', yScale, lines });
}

/** A value of the log over the steps, smoothed over `window` steps. */
export function metricsCurve(
  label: string,
  color: string,
  metrics: readonly MetricsLine[],
  value: (line: MetricsLine) => number | undefined,
  window: number,
): ChartLine {
  const raw = { x: metrics.map(({ step }) => step), y: metrics.map((m) => value(m) ?? NaN) };
  const smooth = thinCurve(smoothCurve(raw, window), BINS);
  return { label, color, ...smooth, raw: window > 1 ? thinCurve(raw, BINS) : undefined };
}

function nonFinite(metrics: readonly MetricsLine[]): Markup | null {
  const steps = metrics.filter(({ loss }) => !Number.isFinite(loss)).map(({ step }) => step);
  if (steps.length === 0) return null;
  const listed = steps.slice(0, 5).join(', ') + (steps.length > 5 ? ', …' : '');
  return markup`<p class="warning">The loss was not finite at ${steps.length} of ${metrics.length} steps: ${listed}</p>`;
}
