import type { ImportReport } from '@turbo-hoi/weights';

const SHOWN = 10;

/** The report of an import as text: matched, missing, of another shape and unused. */
export function reportLines(report: ImportReport): string[] {
  const { matched, missing, otherShape, unused } = report;
  return [
    `model ${report.model}, ${report.classes} classes, pixels as of ${report.pixels}, eps ${report.normEps}`,
    `${matched.length} matched, ${missing.length} missing, ${otherShape.length} of another shape, ${unused.length} unused`,
    ...section('Missing: the model keeps its own values', missing),
    ...section(
      'Of another shape',
      otherShape.map(({ name, got, expected }) => `${name}: got [${got}], expected [${expected}]`),
    ),
    ...section(
      'Unused',
      unused.map(({ name, why }) => `${printable(name)}: ${why}`),
    ),
  ];
}

/** Hostile names may contain terminal escape codes. */
export function printable(name: string): string {
  // eslint-disable-next-line no-control-regex
  return name.slice(0, 200).replace(/[\x00-\x1f\x7f-\x9f]/g, '?');
}

function section(title: string, lines: readonly string[]): string[] {
  if (lines.length === 0) return [];
  const more = lines.length > SHOWN ? [`  … and ${lines.length - SHOWN} more`] : [];
  return ['', `${title}:`, ...lines.slice(0, SHOWN).map((line) => `  ${line}`), ...more];
}
