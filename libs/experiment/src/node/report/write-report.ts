import { writeFileAtomicallySync } from '@turbo-hoi/files/node';
import type { MetricsLine } from '@turbo-hoi/training/node';
import { type MetricsLine as ReportedLine, renderReport } from '@turbo-hoi/visualization';
import type { ComposedExperiment } from '../compose/compose-experiment';
import type { EvaluatedRun } from '../evaluate/run-evaluation';
import type { RunResult } from '../result/result';
import type { ValidationLine } from '../validation/validation-line';
import { runReport } from './run-report';

export interface ReportParts {
  readonly composed: ComposedExperiment;
  readonly result: RunResult;
  readonly evaluated: EvaluatedRun;
  readonly metrics: readonly MetricsLine[];
  readonly validation: readonly ValidationLine[];
}

/** Renders a run as one HTML file. */
export async function writeReport(path: string, parts: ReportParts): Promise<void> {
  const { composed, metrics, ...rest } = parts;
  const report = runReport({
    ...rest,
    experiment: composed.experiment,
    info: composed.dataset.info,
    metrics: reportedMetrics(metrics),
  });
  writeFileAtomicallySync(path, await renderReport(report));
}

/** Lines of a run's log as reports take them, with parts named `stage1.action`. */
export function reportedMetrics(metrics: readonly MetricsLine[]): ReportedLine[] {
  return metrics.map((line) => ({ ...line, parts: flat(line.parts) }));
}

function flat(parts: MetricsLine['parts']): Record<string, number> {
  return Object.fromEntries(
    Object.entries(parts).flatMap(([group, values]) =>
      Object.entries(values).map(([name, value]) => [`${group}.${name}`, value]),
    ),
  );
}
