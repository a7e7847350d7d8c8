import type { MetricColumn } from '@turbo-hoi/inference';
import type { ResultScores, RunResult } from '@turbo-hoi/experiment/node';
import { formatDuration } from '../progress/duration';
import { type ComparedRun, runName } from './compared-run';

/** A table of texts, the heading first. */
export type TextRows = readonly (readonly string[])[];

/** The last stage of each run in the columns of their metrics, with steps and time. */
export function resultRows(runs: readonly ComparedRun[]): TextRows {
  const columns = columnsOf(runs);
  return [
    ['', 'stages', 'steps', 'time', ...columns.map(({ heading }) => heading)],
    ...runs.map((run) => {
      const { result, config } = run;
      const last = result?.stages[result.stages.length - 1];
      return [
        runName(run),
        String(config.stages.length),
        String(result?.steps ?? stepsOf(run)),
        result ? formatDuration(result.seconds) : 'unfinished',
        ...columns.map(({ key }) => scoreText(last?.[key])),
      ];
    }),
  ];
}

/** Every stage of every run: a row a stage and score, a column a run. */
export function stageRows(runs: readonly ComparedRun[]): TextRows {
  const stages = Math.max(0, ...runs.map(({ result }) => result?.stages.length ?? 0));
  const rows = columnsOf(runs).flatMap(({ key, heading }) =>
    Array.from({ length: stages + 1 }, (_, stage) => [
      `${heading}, stage ${stage}`,
      ...runs.map(({ result }) => scoreText(result && scoresAt(result, stage)?.[key])),
    ]),
  );
  const isScored = (row: readonly string[]) => row.slice(1).some((text) => text !== NONE);
  return [['', ...runs.map(runName)], ...rows.filter(isScored)];
}

/** What has to be known before the scores are compared. */
export function comparisonWarnings(runs: readonly ComparedRun[]): string[] {
  const unfinished = runs
    .filter(({ result }) => !result)
    .map((run) => {
      const done = `${stepsOf(run)} of ${run.config.training.steps} steps`;
      return `${runName(run)} is unfinished (${done}): it has curves and no scores. --resume ${run.folder} goes on with it.`;
    });
  const finished = runs.filter(({ result }) => result);
  const measures = finished.map(({ result }) => measureOf(result!));
  if (new Set(measures).size < 2) return unfinished;
  const listed = finished.map(({ label }, i) => `${label} on ${measures[i]}`).join(', ');
  return [...unfinished, `Measured differently, so that scores cannot be compared: ${listed}.`];
}

function measureOf({ evaluation: { split, images } }: RunResult): string {
  return `${images} images of ${split}`;
}

const stepsOf = ({ metrics }: ComparedRun) => metrics[metrics.length - 1]?.step ?? 0;

function scoresAt({ initial, stages }: RunResult, stage: number): ResultScores | undefined {
  return stage === 0 ? initial : stages[stage - 1];
}

/** The main columns of all runs, each once. */
function columnsOf(runs: readonly ComparedRun[]): MetricColumn[] {
  const all = runs.flatMap(({ result }) => result?.columns ?? []);
  return all.filter(
    ({ key, shown }, i) => shown === 'main' && all.findIndex((one) => one.key === key) === i,
  );
}

const NONE = '–';

const scoreText = (score: unknown) => (typeof score === 'number' ? score.toFixed(1) : NONE);
