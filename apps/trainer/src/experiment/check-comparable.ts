import { isDeepStrictEqual } from 'node:util';
import { TurboHoiError } from '@turbo-hoi/core';
import type { Experiment } from '@turbo-hoi/experiment';

/** A config about to be trained. */
export interface ConfiguredCell {
  /** Name in the plan's `configs`. */
  readonly config: string;
  readonly experiment: Pick<Experiment, 'dataset' | 'evaluation'>;
}

/**
 * Checks that all configs are measured in the same way: same data set apart from what is trained on, split, images, metrics and
 * evaluation's detector.
 *
 * @throws TurboHoiError `usage`
 */
export function checkSameEvaluation([first, ...others]: readonly ConfiguredCell[]): void {
  for (const other of others) {
    const [a, b] = [measureOf(first), measureOf(other)];
    const field = Object.keys({ ...a, ...b }).find((name) => !isDeepStrictEqual(a[name], b[name]));
    if (field === undefined) continue;
    throw new TurboHoiError(
      'usage',
      `${first.config} and ${other.config} are measured differently, so that their scores cannot stand in one table: ` +
        `${field} is ${JSON.stringify(a[field])} and ${JSON.stringify(b[field])}.`,
    );
  }
}

function measureOf({ experiment: { dataset, evaluation } }: ConfiguredCell) {
  const named = (prefix: string, fields: object) =>
    Object.entries(fields).map(([name, value]) => [`${prefix}.${name}`, value as unknown]);
  const measure = [...named('dataset', dataset), ...named('evaluation', evaluation)];
  // It names or counts the images to train on.
  const isMeasured = ([name]: readonly unknown[]) => name !== 'dataset.train';
  return Object.fromEntries(measure.filter(isMeasured)) as Readonly<Record<string, unknown>>;
}

/** The parts of a result that say how it was measured. */
export interface MeasuredResult {
  readonly evaluation: { readonly split: string; readonly images: number };
  readonly columns: readonly { readonly key: string }[];
}

export interface MeasuredCell {
  readonly config: string;
  readonly seed: number;
  readonly results: Readonly<Record<string, MeasuredResult>>;
}

/**
 * Checks that results to be averaged are of the same split, images and evaluators, evaluation by evaluation.
 *
 * @throws TurboHoiError `data` that names two cells that differ
 */
export function checkSameMeasures([first, ...others]: readonly MeasuredCell[]): void {
  for (const other of others) {
    for (const [name, result] of Object.entries(first.results)) {
      const [a, b] = [describe(result), describe(other.results[name])];
      if (a === b) continue;
      throw new TurboHoiError(
        'data',
        `Results of different splits or evaluators are not averaged: ${cellName(first)} was measured on ${a}, ` +
          `${cellName(other)} on ${b}.`,
      );
    }
  }
}

function describe({ evaluation: { split, images }, columns }: MeasuredResult): string {
  return `${images} images of ${split} (${columns.map(({ key }) => key).join(', ')})`;
}

const cellName = ({ config, seed }: MeasuredCell) => `${config}, seed ${seed}`;
