import { resolve } from 'node:path';
import { TurboHoiError } from '@turbo-hoi/core';
import type { PredictCommandOptions } from './predict-options';
import { freeFolder } from './free-folder';
import { findPhotos, outputNames, type Photo } from './photo-source';

/** The photos to predict and the output folder. */
export interface PredictRequest {
  readonly photos: readonly Photo[];
  /** Prefix of the file names of each photo. */
  readonly names: readonly string[];
  /** Absolute path of the output folder; null: standard output only. */
  readonly out: string | null;
}

/** Where results go without --out. */
const OUT = 'found';

/** Reads the command's options. @throws TurboHoiError `usage` for missing inputs */
export function readRequest(
  options: PredictCommandOptions,
  cwd: string,
  warn?: (line: string) => void,
): PredictRequest {
  const photos = findPhotos(options.input, cwd, warn);
  return { photos, names: outputNames(photos), out: outOf(options, cwd) };
}

function outOf({ out, json }: PredictCommandOptions, cwd: string): string | null {
  if (out !== undefined) return resolve(cwd, out);
  return json ? null : freeFolder(OUT, cwd);
}

/**
 * The stages that `--stages` selects, ascending.
 *
 * @param which `last` or `all` of the trained stages, or numbers such as `0,3`
 * @param trained stages with trained outputs, ascending
 * @param count N, the number of the last stage
 * @throws TurboHoiError `usage` for a stage that the model does not have
 */
export function stagesOf(which: string, trained: readonly number[], count: number): number[] {
  if (which === 'last') return trained.slice(-1);
  if (which === 'all') return [...trained];
  const stages = which.split(',').map((text) => (/^\s*\d+\s*$/.test(text) ? Number(text) : NaN));
  if (stages.every((stage) => stage <= count)) return [...new Set(stages)].sort((a, b) => a - b);
  throw new TurboHoiError(
    'usage',
    `--stages ${which}: expected last, all, or some of 0 to ${count} such as 0,${count}.`,
  );
}
