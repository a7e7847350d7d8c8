import { statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { TurboHoiError } from '@turbo-hoi/core';
import type { ScoreCommandOptions } from './score-options';
import { printLine } from '../terminal/print-line';
import { showPath } from '@turbo-hoi/experiment/node';
import { writeJsonAtomicallySync } from '@turbo-hoi/files/node';
import { readingProgress } from '../progress/reading-progress';
import { checkFileOptions } from './metric-options';
import { scoreFiles } from './score-files';

/** The command `score`: the official numbers of a detection file. */
export async function scoreCommand(options: ScoreCommandOptions): Promise<void> {
  checkFileOptions(options);
  const out = options.out && resolve(options.out);
  if (out) checkOut(out);
  const progress = readingProgress();
  const { json, text } = await scoreFiles(options, {
    skipBad: options.skipBad,
    warn: progress.warn,
    onProgress: (file, done, total) =>
      progress.onProgress(`reading ${showPath(file)}`, done, total),
  }).finally(() => progress.stop());
  printLine(options.json ? JSON.stringify(json) : text);
  if (!out) return;
  writeJsonAtomicallySync(out, json);
  if (!options.json) printLine(`\nScores: ${showPath(out)}`);
}

/** Checked before the work starts. */
function checkOut(out: string): void {
  const folder = dirname(out);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new TurboHoiError('usage', `--out: the folder ${folder} does not exist; make it first.`);
  if (statSync(out, { throwIfNoEntry: false })?.isDirectory())
    throw new TurboHoiError('usage', `--out: ${out} is a folder; name a file.`);
}
