import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { type SplitName, TurboHoiError } from '@turbo-hoi/core';
import { hasErrors, type Inspection } from '@turbo-hoi/datasets';
import type { InspectCommandOptions } from '../cli/inspect.command';
import { INTERRUPTED, listenForInterrupt } from '../cli/interrupt';
import { say } from '../cli/say';
import { showPath } from '../cli/show-path';
import { writeFileAtomically } from '../run-folder/write-file-atomically';
import { formatCounts, formatFindings } from './format-tables';
import { checkPageFolder, defaultPageFolder, writePageFolder } from './page-folder';
import { renderPage } from './render-page';
import { runInspection } from './run-inspection';

const SPLITS: readonly SplitName[] = ['train', 'validation', 'test'];

/** The command `inspect`: counts, findings and a page of samples; its exit code is 1 where there are errors. */
export async function inspectCommand(options: InspectCommandOptions): Promise<void> {
  const cwd = process.cwd();
  const root = options.root === undefined ? undefined : resolve(cwd, options.root);
  const json = options.json && resolve(cwd, options.json);
  if (json && existsSync(json)) {
    throw new TurboHoiError('usage', `--json: ${json} exists; name a new file.`);
  }
  const folder = resolve(cwd, options.out ?? defaultPageFolder(options.dataset));
  if (options.page) checkPageFolder(folder);

  const interrupt = listenForInterrupt();
  try {
    const splits = options.split === 'all' ? SPLITS : [options.split];
    const run = await runInspection({ ...options, root }, splits, interrupt.signal);
    const { inspection } = run;
    say(`\n${formatCounts(inspection)}\n\n${formatFindings(inspection.findings)}\n`);
    if (inspection.scope === 'labels') {
      say('Label files only: good for counting, not for training. See what is missing above.');
    }
    if (json) {
      writeFileAtomically(json, toJson(inspection));
      say(`Numbers: ${showPath(json)}`);
    }
    if (options.page) {
      const html = await renderPage(run, { signal: interrupt.signal });
      writePageFolder(folder, { html, json: toJson(inspection) });
      say(`Page: ${showPath(folder)}/index.html`);
    }
    if (hasErrors(inspection)) process.exitCode = 1;
  } catch (error) {
    if (!interrupt.signal.aborted) throw error;
    say('Stopped; nothing was written.');
    process.exitCode = INTERRUPTED;
  } finally {
    interrupt.release();
  }
}

function toJson(inspection: Inspection): string {
  return `${JSON.stringify(inspection, null, 2)}\n`;
}
