import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { TurboHoiError } from '@turbo-hoi/core';
import { type Experiment, parseStored } from '@turbo-hoi/experiment';
import { findRunFolder, readResult, type RunResult, showPath } from '@turbo-hoi/experiment/node';
import { type MetricsLine, parseMetrics } from '@turbo-hoi/training/node';
import { readConfigJson } from '../input/read-config-json';

/** What a run folder holds for a comparison. */
export interface ComparedRun {
  /** `A`, `B`, … in the order given. */
  readonly label: string;
  /** Its folder as it is shown. */
  readonly folder: string;
  readonly config: Experiment;
  /** Null: the run is unfinished. */
  readonly result: RunResult | null;
  readonly metrics: readonly MetricsLine[];
}

/**
 * Reads run folders, in their order.
 *
 * @throws TurboHoiError `usage` for less than two, for one named twice and for a folder that is no run; `config` or `data` for damaged files
 */
export function readRuns(given: readonly string[], cwd: string): ComparedRun[] {
  if (given.length < 2)
    throw new TurboHoiError('usage', `compare: got ${given.length} run; expected two or more.`);
  const runs = given.map((folder, i): ComparedRun => {
    const files = findRunFolder(folder, cwd, 'compare');
    return {
      label: labelOf(i),
      folder: showPath(files.folder, cwd),
      config: parseStored(readConfigJson(files.config), files.config),
      result: existsSync(files.result) ? readResult(files.result) : null,
      metrics: existsSync(files.metrics) ? parseMetrics(readFileSync(files.metrics, 'utf8')) : [],
    };
  });
  const twice = runs.find(({ folder }, i) => runs.findIndex((run) => run.folder === folder) < i);
  if (twice) throw new TurboHoiError('usage', `compare: ${twice.folder} is named twice.`);
  return runs;
}

/** `A` to `Z`, then `A1`, … */
function labelOf(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : `${letter}${Math.floor(index / 26)}`;
}

/** `A: turbo-3-2026…`, the name of the folder. */
export const runName = ({ label, folder }: Pick<ComparedRun, 'label' | 'folder'>) =>
  `${label}: ${basename(folder)}`;
