import type { DatasetInfo } from '@turbo-hoi/core';
import type { MetricsLine, RunReport } from '@turbo-hoi/visualization';
import type { Experiment } from '../../config/experiment';
import type { EvaluatedRun } from '../evaluate/run-evaluation';
import { closingWords } from '../result/closing-words';
import type { RunResult } from '../result/result';
import type { ValidationLine } from '../validation/validation-line';

export interface RunReportParts {
  readonly experiment: Experiment;
  readonly info: DatasetInfo;
  readonly result: RunResult;
  readonly evaluated: EvaluatedRun;
  readonly metrics: readonly MetricsLine[];
  readonly validation: readonly ValidationLine[];
}

/** The data of report.html. */
export function runReport(parts: RunReportParts): RunReport {
  const { experiment, info, result, evaluated, metrics, validation } = parts;
  return {
    title: experiment.name,
    environment: {
      ...result,
      imagesPerSecond: result.training?.imagesPerSecond ?? 0,
      dataset: `${info.name}, ${evaluated.images} ${evaluated.split} images`,
    },
    columns: evaluated.columns,
    stages: evaluated.stages.map(({ stage, scores }) => ({ stage, scores })),
    prior: evaluated.prior.scores,
    words: closingWords(result, experiment),
    tables: classTables(evaluated),
    metrics,
    validation,
    examples: evaluated.examples,
    config: experiment,
  };
}

/** The metrics' tables by class, one column per stage. */
function classTables({ stages, prior }: EvaluatedRun): RunReport['tables'] {
  return prior.tables.map(({ caption, rows }, table) => ({
    caption,
    rows: rows.map(({ name, score, positives }, row) => ({
      name,
      positives,
      stages: stages.map(({ tables }) => tables[table].rows[row].score),
      prior: score,
    })),
  }));
}
