import { extent } from '../charts/extent';
import { lineChart } from '../charts/line-chart';
import type { Interval } from '../charts/scale';
import { score } from './change';
import type { RunReport, ScoreColumn } from './run-report';

/** One panel of the paper's Fig. 3: a score over the stages. */
export function stageChart({ stages, prior }: RunReport, { key, heading, meaning }: ScoreColumn) {
  const scored = stages.filter(({ scores }) => (scores[key] ?? null) !== null);
  const values = scored.map(({ scores }) => scores[key] ?? NaN);
  const atPrior = prior?.[key] ?? null;
  return lineChart({
    title: `${heading}: ${meaning}`,
    xLabel: 'stage',
    yDomain: zoomed(values),
    xTicks: scored.map(({ stage }) => ({ at: stage, label: String(stage) })),
    reference: atPrior === null ? undefined : { at: atPrior, label: `prior ${score(atPrior)}` },
    lines: [
      {
        label: '',
        color: 'var(--th-accent, #4f46e5)',
        x: scored.map(({ stage }) => stage),
        y: values,
        values: true,
      },
    ],
  });
}

// In a narrower range, noise between seeds would look like an effect.
const MIN_SPAN = 12;

/** A range around the values, limited to 0..100 if they are inside it. */
function zoomed(values: readonly number[]): Interval {
  const [low, high] = extent(values) ?? [0, 100];
  const span = Math.max(MIN_SPAN, (high - low) * 1.5);
  const start = Math.min(Math.max((low + high - span) / 2, 0), Math.max(100 - span, 0));
  return [Math.min(start, low), Math.max(start + span, high)];
}
