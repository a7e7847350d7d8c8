import { existsSync, readFileSync } from 'node:fs';
import { writeFileAtomicallySync, writeJsonAtomicallySync } from '@turbo-hoi/files/node';
import type { Diagnosis } from '@turbo-hoi/inference';
import { insertDiagnosis } from '@turbo-hoi/visualization';
import type { RunResult } from '../result/result';
import { runFiles } from '../run-folder/run-folder';
import { diagnosisReport } from './diagnosis-report';
import { type RunDiagnosis, runDiagnosis } from './run-diagnosis';

export interface WrittenDiagnosis {
  readonly diagnosis: RunDiagnosis;
  /** Path of `diagnosis.json`. */
  readonly file: string;
  /** Path of the report with the section; null: the run has none, or one of an older version without room for it. */
  readonly report: string | null;
}

/** Writes `diagnosis.json` into a run folder, and its section into the run's report in place of an earlier one. */
export function writeDiagnosis(
  runFolder: string,
  found: Diagnosis,
  result: RunResult,
): WrittenDiagnosis {
  const { diagnosis: file, report } = runFiles(runFolder);
  const diagnosis = runDiagnosis(found, result);
  writeJsonAtomicallySync(file, diagnosis);
  const page = existsSync(report)
    ? insertDiagnosis(readFileSync(report, 'utf8'), diagnosisReport(diagnosis))
    : null;
  if (page !== null) writeFileAtomicallySync(report, page);
  return { diagnosis, file, report: page === null ? null : report };
}
