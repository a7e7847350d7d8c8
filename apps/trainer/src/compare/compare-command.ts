import { dirname, resolve } from 'node:path';
import { reportedMetrics, showPath } from '@turbo-hoi/experiment/node';
import { makeFolderSync, writeFileAtomically } from '@turbo-hoi/files/node';
import { renderRunComparison, type TextTable } from '@turbo-hoi/visualization';
import { textTable } from '../score/text-table';
import { printLine } from '../terminal/print-line';
import type { CompareOptions } from './compare-options';
import { type ComparedRun, readRuns, runName } from './compared-run';
import { comparisonWarnings, resultRows, stageRows, type TextRows } from './compared-results';
import { configDifferences } from './config-differences';

/** The command `compare`: differences of configs, and results side by side. */
export async function compareCommand(
  given: readonly string[],
  { html }: CompareOptions,
): Promise<void> {
  const cwd = process.cwd();
  const runs = readRuns(given, cwd);
  const warnings = comparisonWarnings(runs);
  const tables: (readonly [title: string, rows: TextRows])[] = [
    ['Configs, where they differ', configRows(runs)],
    ['Results, last stage', resultRows(runs)],
    ['Results by stage', stageRows(runs)],
  ];
  for (const line of warnings) printLine(line);
  for (const [title, [head, ...rows]] of tables) {
    printLine(`\n${title}:`);
    printLine(rows.length > 0 ? textTable([head, ...rows]) : 'none');
  }
  if (html === undefined) return;
  const page = resolve(cwd, html);
  makeFolderSync(dirname(page));
  const text = renderRunComparison({
    title: runs.map(runName).join(', '),
    warnings,
    tables: tables.map(([caption, [head, ...rows]]): TextTable => ({
      caption,
      head,
      rows,
      notes: [],
    })),
    runs: runs.map(({ label, metrics }) => ({ label, metrics: reportedMetrics(metrics) })),
  });
  await writeFileAtomically(page, Buffer.from(text));
  printLine(`\nPage: ${showPath(page)}`);
}

function configRows(runs: readonly ComparedRun[]): TextRows {
  const differences = configDifferences(runs.map(({ config }) => config));
  return [
    ['', ...runs.map(runName)],
    ...differences.map(({ field, values }) => [field, ...values]),
  ];
}
