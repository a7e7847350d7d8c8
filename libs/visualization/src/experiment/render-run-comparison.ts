import type { ChartLine } from '../charts/curve';
import { lineChart } from '../charts/line-chart';
import { textureColor } from '../charts/texture';
import { markup, Markup } from '../markup/markup';
import { lossChart, lossOf, metricsCurve, smoothingWindow } from '../report/loss-section';
import type { MetricsLine } from '../report/run-report';
import { STYLE } from '../report/style';
import { EXPERIMENT_STYLE } from './experiment-style';
import type { ComparedCurves, RunComparison } from './run-comparison';
import { textTable } from './text-table';

/** Runs side by side as one HTML page that needs no other file, no network and no script. */
export function renderRunComparison({ title, warnings, tables, runs }: RunComparison): string {
  const filled = tables.filter(({ rows }) => rows.length > 0);
  return markup`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="generator" content="turbo-hoi"><title>${title}</title><style>${new Markup(STYLE + EXPERIMENT_STYLE)}</style></head>
<body><main><header><p class="kicker">Runs compared</p><h1>${title}</h1></header>
${warnings.map((warning) => markup`<p class="warning">${warning}</p>`)}
<section id="tables">${filled.map(textTable)}</section>
${curveSection(runs)}
</main></body></html>
`.text;
}

function curveSection(runs: readonly ComparedCurves[]): Markup | null {
  const trained = runs.filter(({ metrics }) => metrics.length > 0);
  if (trained.length === 0) return null;
  const kinds = new Set(trained.flatMap(({ metrics }) => lastStageKinds(metrics)));
  const charts = [
    lossChart(
      'Total loss',
      curves(runs, () => lossOf),
    ),
    ...[...kinds].map((kind) =>
      lossChart(
        `${kind.charAt(0).toUpperCase()}${kind.slice(1)} loss of the last stage`,
        curves(runs, (metrics) => {
          const stage = lastStageOf(metrics, kind);
          return ({ parts }) => parts[`stage${stage}.${kind}`];
        }),
      ),
    ),
    lineChart({
      title: 'Learning rate',
      xLabel: 'step',
      lines: curves(
        runs,
        () =>
          ({ learningRate }) =>
            learningRate,
        false,
      ),
    }),
  ];
  return markup`<section id="curves"><h2>Training</h2><p class="note">Faint: every step. Solid: centered mean. Parts are before λ, and losses of different configs need not be comparable.</p>
<div class="charts">${charts.map((chart) => new Markup(chart))}</div></section>`;
}

type Reading = (line: MetricsLine) => number | undefined;

function curves(
  runs: readonly ComparedCurves[],
  reading: (metrics: readonly MetricsLine[]) => Reading,
  smooth = true,
): ChartLine[] {
  return runs.flatMap(({ label, metrics }, i) => {
    const value = reading(metrics);
    // A run without this loss has no line.
    if (!metrics.some((line) => value(line) !== undefined)) return [];
    const window = smooth ? smoothingWindow(metrics) : 1;
    return [metricsCurve(label, textureColor(i), metrics, value, window)];
  });
}

const PART = /^stage([1-9]\d*)\.(.+)$/;

function lastStageKinds(metrics: readonly MetricsLine[]): string[] {
  return metrics.flatMap(({ parts }) =>
    Object.keys(parts).flatMap((name) => PART.exec(name)?.[2] ?? []),
  );
}

/** The last stage with a kind of loss; 0 without one. */
function lastStageOf(metrics: readonly MetricsLine[], kind: string): number {
  const names = new Set(metrics.flatMap(({ parts }) => Object.keys(parts)));
  const stages = [...names].flatMap((name) => {
    const [, stage, found] = PART.exec(name) ?? [];
    return found === kind ? [Number(stage)] : [];
  });
  return Math.max(0, ...stages);
}
