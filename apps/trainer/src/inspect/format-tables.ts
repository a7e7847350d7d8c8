import type { CountRow, Finding, Inspection, SplitCounts } from '@turbo-hoi/datasets';
import type { SplitName } from '@turbo-hoi/core';

const HEADINGS: Readonly<Record<SplitName, string>> = {
  train: 'train',
  validation: 'val',
  test: 'test',
};

/** The counts as aligned lines of text. */
export function formatCounts(inspection: Inspection): string {
  const { facts, totals, actions, objectClasses, splits } = inspection;
  const tables = [
    facts.map(
      ({ name, value, published }) => `${count(value)} ${name}${differs(value, published)}`,
    ),
    table(
      ['', ''],
      totals.map((row) => ({ row, names: [row.name, ''] })),
      splits,
    ),
    table(
      ['action', 'role'],
      actions.map((row) => ({ row, names: row.role === null ? [row.name, ''] : ['', row.role] })),
      splits,
    ),
    table(
      ['object', ''],
      objectClasses.map((row) => ({ row, names: [row.name, ''] })),
      splits,
    ),
  ];
  const [first, ...others] = tables;
  const source = inspection.source ? `published: ${inspection.source}` : null;
  return [
    first.join(', '),
    ...others.filter((lines) => lines.length > 1).map((lines) => lines.join('\n')),
    source,
  ]
    .filter(Boolean)
    .join('\n\n');
}

const INDENT = ' '.repeat(11);

/** The findings, errors first: one line each, with the first examples below. */
export function formatFindings(findings: readonly Finding[], shown = 10): string {
  if (findings.length === 0) return 'No findings.';
  return findings
    .map(({ severity, title, count: found, examples }) => {
      const offenders = severity === 'note' ? [] : examples.slice(0, shown);
      const more = found - offenders.length;
      return [
        `${severity.padEnd(7)}  ${title}: ${count(found)}`,
        ...offenders.map((line) => `${INDENT}${line.replaceAll('\n', `\n${INDENT}`)}`),
        ...(offenders.length > 0 && more > 0 ? [`${INDENT}… and ${count(more)} more`] : []),
      ].join('\n');
    })
    .join('\n');
}

interface TableRow {
  readonly row: CountRow;
  readonly names: readonly [string, string];
}

function table(
  headings: readonly [string, string],
  rows: readonly TableRow[],
  splits: readonly SplitName[],
): string[] {
  const published = rows.some(({ row }) => row.published);
  const cells = [
    [...headings, ...splits.map((split) => HEADINGS[split]), ...(published ? ['published'] : [])],
    ...rows.map(({ row, names }) => [
      ...names,
      ...splits.map((split) => count(row.counts[split])),
      ...(published ? [publishedCell(row, splits)] : []),
    ]),
  ];
  const widths = cells[0].map((_, column) => Math.max(...cells.map((row) => row[column].length)));
  return cells.map((row) =>
    row
      .flatMap((cell, i) =>
        widths[i] === 0 ? [] : [i < 2 ? cell.padEnd(widths[i]) : cell.padStart(widths[i])],
      )
      .join('  ')
      .trimEnd(),
  );
}

/** The published numbers by split, marked where the counted ones differ. */
function publishedCell({ counts, published }: CountRow, splits: readonly SplitName[]): string {
  if (!published) return '';
  const same = splits.every((split) => agrees(counts, published, split));
  return `${same ? '' : '≠ '}${splits.map((split) => count(published[split])).join(' / ')}`;
}

function agrees(counts: SplitCounts, published: SplitCounts, split: SplitName): boolean {
  const known = published[split];
  return known === undefined || counts[split] === undefined || counts[split] === known;
}

function differs(value: number, published: number | undefined): string {
  return published === undefined || published === value ? '' : ` (published: ${count(published)})`;
}

function count(value: number | undefined): string {
  return value === undefined ? '–' : value.toLocaleString('en-US');
}
