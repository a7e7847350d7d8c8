import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { TurboHoiError } from '@turbo-hoi/core';
import { hasErrors, type Inspection } from '@turbo-hoi/datasets';
import { writeFileAtomicallySync } from '@turbo-hoi/files/node';
import { type GallerySample, renderGallery } from '@turbo-hoi/visualization';
import type { InspectOptions } from './inspect-options';
import { printLine } from '../terminal/print-line';
import { showPath } from '@turbo-hoi/experiment/node';
import { formatCounts, formatFindings } from './format-tables';
import { inspectionGallery, LABELS_ONLY } from './inspection-gallery';
import { checkPageFolder, defaultPageFolder, writePageFolder } from './page-folder';

/** Where an inspection is written besides the terminal; null: not written. */
export interface Outputs {
  readonly json: string | null;
  /** Folder of the page. */
  readonly folder: string | null;
}

/** @throws TurboHoiError `usage` if an output exists and is not an inspection's */
export function planOutputs(options: InspectOptions, cwd: string): Outputs {
  const json = options.json === undefined ? null : resolve(cwd, options.json);
  if (json !== null && existsSync(json)) {
    throw new TurboHoiError('usage', `--json: ${json} exists; name a new file.`);
  }
  if (!options.page) return { json, folder: null };
  const folder = resolve(cwd, options.out ?? defaultPageFolder(options.dataset));
  checkPageFolder(folder);
  return { json, folder };
}

/** Prints and writes an inspection; the exit code is 1 if the findings contain errors. */
export async function reportInspection(
  inspection: Inspection,
  samples: readonly GallerySample[],
  { json, folder }: Outputs,
): Promise<void> {
  const text = `${JSON.stringify(inspection, null, 2)}\n`;
  printLine(`\n${formatCounts(inspection)}\n\n${formatFindings(inspection.findings)}\n`);
  if (inspection.scope === 'labels') printLine(LABELS_ONLY);
  if (json !== null) {
    writeFileAtomicallySync(json, text);
    printLine(`Numbers: ${showPath(json)}`);
  }
  if (folder !== null) {
    const html = renderGallery(inspectionGallery(inspection, samples));
    await writePageFolder(folder, { html, json: text });
    printLine(`Page: ${showPath(resolve(folder, 'index.html'))}`);
  }
  if (hasErrors(inspection)) process.exitCode = 1;
}
