import type { ImportReport, TensorFile } from '@turbo-hoi/weights';
import { printable } from './report-lines';

/** One line per tensor of the file, and how it is used if known. */
export function listLines(file: TensorFile, report: ImportReport | null): string[] {
  const fates = report === null ? null : fatesOf(report);
  return [
    '',
    ...file.names.map((name) => {
      const { dtype, shape } = file.info(name);
      const fate = fates === null ? '' : `  ${fates.get(name) ?? 'of another shape'}`;
      return `${printable(name)}  ${dtype} [${shape}]${fate}`;
    }),
  ];
}

function fatesOf({ unused, matched }: ImportReport): Map<string, string> {
  const fates = new Map<string, string>();
  for (const { name, why } of unused) fates.set(name, `unused: ${why}`);
  for (const { name, sources } of matched) {
    const [source] = sources;
    if (source !== undefined) fates.set(source, name);
  }
  return fates;
}
