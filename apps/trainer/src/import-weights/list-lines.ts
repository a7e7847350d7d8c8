import type { ImportReport, TensorFile } from '@turbo-hoi/weights';
import { printable } from './report-lines';

/** Every tensor of the file, and what becomes of it. */
export function listLines(file: TensorFile, report: ImportReport): string[] {
  const fates = new Map<string, string>();
  for (const { name, why } of report.unused) fates.set(name, `unused: ${why}`);
  for (const { name, sources } of report.matched) {
    const [source] = sources;
    if (source !== undefined) fates.set(source, name);
  }
  return [
    '',
    ...file.names.map((name) => {
      const { dtype, shape } = file.info(name);
      return `${printable(name)}  ${dtype} [${shape}]  ${fates.get(name) ?? 'of another shape'}`;
    }),
  ];
}
