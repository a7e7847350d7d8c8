import { lineChart } from '../charts/line-chart';
import { stageColor } from '../charts/palette';
import { markup, Markup } from '../markup/markup';
import { score } from './change';
import type { RunReport, ScoreColumn, ValidationPoint } from './run-report';
import { mainColumns } from './score-columns';

/** The scores of every stage on validation images over the steps; null without validations. */
export function validationSection(report: RunReport): Markup | null {
  const { validation = [] } = report;
  if (validation.length === 0) return null;
  const counts = [...new Set(validation.map(({ images }) => images))].join(' or ');
  const charts = mainColumns(report).map((column) => chart(validation, column));
  return markup`<section id="validation"><h2>Validation while training</h2>
<p class="note">On the first ${counts} images of the validation split: a few images, so that curves are rough.</p>
<div class="charts">${charts.map((svg) => new Markup(svg))}</div></section>`;
}

function chart(validation: readonly ValidationPoint[], { key, heading }: ScoreColumn): string {
  const stages = [
    ...new Set(validation.flatMap((point) => point.stages.map(({ stage }) => stage))),
  ];
  const scored = stages.filter((stage) =>
    validation.some((point) => scoreAt(point, stage, key) !== null),
  );
  const prior = validation[validation.length - 1].prior[key] ?? null;
  return lineChart({
    title: heading,
    xLabel: 'step',
    reference: prior === null ? undefined : { at: prior, label: `prior ${score(prior)}` },
    lines: scored.map((stage, i) => ({
      label: i === 0 ? `stage ${stage}` : String(stage),
      color: stageColor(stage, Math.max(...stages)),
      x: validation.map(({ step }) => step),
      y: validation.map((point) => scoreAt(point, stage, key) ?? NaN),
    })),
  });
}

function scoreAt({ stages }: ValidationPoint, stage: number, key: string): number | null {
  return stages.find((row) => row.stage === stage)?.scores[key] ?? null;
}
