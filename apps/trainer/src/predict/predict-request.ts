import { resolve } from 'node:path';
import { TurboHoiError } from '@turbo-hoi/core';
import type { PredictCommandOptions } from './predict-options';
import { findPhotos, outputNames, type Photo } from './photo-source';

/** What is to be predicted and where it goes. */
export interface PredictRequest {
  readonly photos: readonly Photo[];
  /** The beginning of the names of each photo's files. */
  readonly names: readonly string[];
  /** Absolute; null: to standard output alone. */
  readonly out: string | null;
}

/** @throws TurboHoiError `usage` for inputs that are not there, and for results that go nowhere */
export function readRequest(options: PredictCommandOptions, cwd: string): PredictRequest {
  if (options.out === undefined && !options.json) {
    throw new TurboHoiError(
      'usage',
      'predict: say where results go: --out DIR, or --json for standard output.',
    );
  }
  const photos = findPhotos(options.input, cwd);
  const out = options.out === undefined ? null : resolve(cwd, options.out);
  return { photos, names: outputNames(photos), out };
}

/**
 * The numbers of the stages that are asked for, ascending.
 *
 * @param saying those that say something, ascending: the last, or all, means of these
 * @param count N, the number of the last one
 * @throws TurboHoiError `usage` for one that the model lacks
 */
export function stagesOf(which: string, saying: readonly number[], count: number): number[] {
  if (which === 'last') return saying.slice(-1);
  if (which === 'all') return [...saying];
  const stages = which.split(',').map((text) => (/^\s*\d+\s*$/.test(text) ? Number(text) : NaN));
  if (stages.every((stage) => stage <= count)) return [...new Set(stages)].sort((a, b) => a - b);
  throw new TurboHoiError(
    'usage',
    `--stages ${which}: expected last, all, or some of 0 to ${count} such as 0,${count}.`,
  );
}
