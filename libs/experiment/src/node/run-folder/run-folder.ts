import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { checkpointsPath, detectorPath } from '@turbo-hoi/checkpoints/node';
import { TurboHoiError } from '@turbo-hoi/core';
import { isLockDraft, isTemporary } from '@turbo-hoi/files/node';

/** The folder of runs, relative to the working directory. */
export const RUNS = 'runs';

const LOCK = 'run.lock';

/** Whether a process that died before its run started can have left a file. */
function isFromStart(name: string): boolean {
  return name === LOCK || name === `${LOCK}.takeover` || isLockDraft(name) || isTemporary(name);
}

/** The files of a run folder. */
export function runFiles(folder: string) {
  return {
    folder,
    config: join(folder, 'config.json'),
    /** Sources of the initialised parts; absent if all weights started randomly. */
    init: join(folder, 'init.json'),
    metrics: join(folder, 'metrics.jsonl'),
    /** Scores of the validations while training; absent without any. */
    validation: join(folder, 'validation.jsonl'),
    /** Folder of a picture of each validation. */
    validationPictures: join(folder, 'validation'),
    checkpoints: checkpointsPath(folder),
    events: join(folder, 'events'),
    result: join(folder, 'result.json'),
    report: join(folder, 'report.html'),
    /** Where the scores are lost; absent unless `evaluate --diagnose` wrote it. */
    diagnosis: join(folder, 'diagnosis.json'),
    /** Folder in which the run trains its own detector; absent otherwise. */
    detector: detectorPath(folder),
  };
}

export type RunFiles = ReturnType<typeof runFiles>;

/** `runs/<name>-<yyyymmdd-hhmmss>`, in local time. */
export function defaultRunFolder(name: string, now: Date, cwd: string): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${now.getFullYear()}${two(now.getMonth() + 1)}${two(now.getDate())}`;
  const time = `${two(now.getHours())}${two(now.getMinutes())}${two(now.getSeconds())}`;
  return resolve(cwd, RUNS, `${name}-${day}-${time}`);
}

/** @throws TurboHoiError `usage` if it exists and holds more than what a run that was killed at its start leaves */
export function checkNewRunFolder(folder: string): void {
  if (!existsSync(folder)) return;
  if (!statSync(folder).isDirectory()) {
    throw new TurboHoiError(
      'usage',
      `--run-dir: ${folder} is a file; expected a new or empty folder.`,
    );
  }
  if (readdirSync(folder).every(isFromStart)) return;
  const next = isRunFolder(folder)
    ? `It holds a run: resume it with --resume ${folder}, or choose another folder.`
    : 'Choose another folder; nothing was written.';
  throw new TurboHoiError('usage', `--run-dir: ${folder} is not empty. ${next}`);
}

/**
 * The folder of a run.
 *
 * @param given a path, or true for the newest run under `runs/`
 * @param option named by messages
 * @throws TurboHoiError `usage` if there is no run
 */
export function findRunFolder(given: string | true, cwd: string, option = '--resume'): RunFiles {
  const folder = given === true ? newestRun(resolve(cwd, RUNS), option) : resolve(cwd, given);
  if (isRunFolder(folder)) return runFiles(folder);
  if (hasNotBegun(folder)) {
    throw new TurboHoiError(
      'usage',
      `${option}: the run in ${folder} ended before its first file was written; start it again with --run-dir ${folder}.`,
    );
  }
  throw new TurboHoiError(
    'usage',
    `${option}: ${folder} is not a run folder; expected one with config.json, as train writes it.`,
  );
}

function hasNotBegun(folder: string): boolean {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return false;
  const names = readdirSync(folder);
  return names.length > 0 && names.every(isFromStart);
}

function newestRun(runs: string, option: string): string {
  const folders = existsSync(runs) ? readdirSync(runs).map((name) => join(runs, name)) : [];
  const newest = folders
    .filter(isRunFolder)
    .map((folder) => ({ folder, changed: lastChange(folder) }))
    .sort((a, b) => b.changed - a.changed)[0];
  if (newest) return newest.folder;
  throw new TurboHoiError(
    'usage',
    `${option}: there is no run in ${runs}; name the folder of one.`,
  );
}

function isRunFolder(folder: string): boolean {
  return existsSync(runFiles(folder).config);
}

// Metrics are appended at every step; a folder's own modification time changes only with new names.
function lastChange(folder: string): number {
  const { config, metrics } = runFiles(folder);
  return statSync(existsSync(metrics) ? metrics : config).mtimeMs;
}
