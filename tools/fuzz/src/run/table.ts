import { OUTCOMES } from './outcome';
import type { ReaderResult } from './run-reader';

const COLUMNS = ['inputs', ...OUTCOMES, 'peak MB', 's'];

/** One row per reader, and one for the total. */
export function table(results: readonly ReaderResult[]): string {
  const rows = results.map((result) => [result.reader, ...cells([result])]);
  const all = [['reader', ...COLUMNS], ...rows, ['all', ...cells(results)]];
  const widths = all[0].map((_, column) => Math.max(...all.map((row) => row[column].length)));
  return all
    .map((row) =>
      row
        .map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i])))
        .join('  '),
    )
    .join('\n');
}

function cells(results: readonly ReaderResult[]): string[] {
  const sum = (of: (result: ReaderResult) => number) => results.reduce((s, r) => s + of(r), 0);
  const counts = OUTCOMES.map((outcome) => sum(({ counts }) => counts[outcome]));
  const inputs = counts.reduce((a, b) => a + b, 0);
  const peak = Math.max(0, ...results.map(({ peakMegabytes }) => peakMegabytes));
  return [inputs, ...counts, peak, Math.round(sum(({ seconds }) => seconds))].map(String);
}
