import type { Evaluation, MetricColumn } from '@turbo-hoi/inference';
import { jsonLines } from '@turbo-hoi/training/node';

/** Scores by the keys of the metrics' columns, 0..100; null: the task is switched off, or nothing is annotated. */
export type ScoresByKey = Readonly<Record<string, number | null>>;

/** One line of `validation.jsonl`: the scores after a step. */
export interface ValidationLine {
  readonly step: number;
  readonly images: number;
  /** Stage 0 is the initial pose. */
  readonly stages: readonly { readonly stage: number; readonly scores: ScoresByKey }[];
  readonly prior: ScoresByKey;
}

/** An evaluation after a step as a line of the log. */
export function validationLine(
  step: number,
  images: number,
  { stages, prior }: Evaluation,
): ValidationLine {
  return {
    step,
    images,
    stages: stages.map(({ stage, scores }) => ({ stage, scores: rounded(scores) })),
    prior: rounded(prior.scores),
  };
}

/** The complete lines of a log; others are dropped. */
export function parseValidation(text: string): ValidationLine[] {
  return jsonLines(text, isValidationLine);
}

/** The main scores of the last stage and of the prior, for a terminal. */
export function validationText(
  { step, images, stages, prior }: ValidationLine,
  columns: readonly MetricColumn[],
): string {
  const last = stages[stages.length - 1];
  const listed = (scores: ScoresByKey) =>
    columns
      .filter(({ shown, key }) => shown === 'main' && typeof last.scores[key] === 'number')
      .map(({ key, heading }) => `${heading.replace(/^AP /, '')} ${scores[key]?.toFixed(1) ?? '–'}`)
      .join(', ');
  const own = listed(last.scores);
  const what = `step ${step}: validation (${images} images)`;
  if (own === '') return `${what}: nothing to score`;
  return `${what}: ${own} (stage ${last.stage}); prior ${listed(prior)}`;
}

/** The scores of every stage and of the prior as curves, by tag. */
export function validationCurves({ stages, prior }: ValidationLine): Record<string, number> {
  const rows = [
    ...stages.map(({ stage, scores }) => ({ name: `stage${stage}`, scores })),
    { name: 'prior', scores: prior },
  ];
  const values = rows.flatMap(({ name, scores }) =>
    Object.entries(scores).map(([key, score]) => [`validation/${name}/${key}`, score] as const),
  );
  return Object.fromEntries(
    values.flatMap(([tag, score]) => (score === null ? [] : [[tag, score]])),
  );
}

const rounded = (scores: ScoresByKey): ScoresByKey =>
  Object.fromEntries(
    Object.entries(scores).map(([key, score]) => [
      key,
      score === null ? null : Number(score.toFixed(4)),
    ]),
  );

function isValidationLine(value: unknown): value is ValidationLine {
  return typeof value === 'object' && value !== null && 'step' in value && 'stages' in value;
}
