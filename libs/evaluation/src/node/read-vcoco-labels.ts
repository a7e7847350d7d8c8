import { TurboHoiError } from '@turbo-hoi/core';
import type { BadEntries } from '@turbo-hoi/formats';
import { readVcocoRecords } from '@turbo-hoi/formats/node';
import { BadEntry } from '../files/bad-entry';
import { VcocoLabels } from '../files/vcoco/vcoco-labels';
import { progressOf, type ScoreOptions } from './score-options';

/**
 * Reads `vcoco_{train,val,trainval,test}.json`.
 *
 * @param bad receives invalid single values
 * @throws TurboHoiError `io`, or `data` for a file of another structure, even if bad entries are skipped
 */
export async function readVcocoLabels(
  path: string,
  bad: BadEntries,
  options: ScoreOptions = {},
): Promise<VcocoLabels> {
  const records = await readVcocoRecords(path, bad, progressOf(path, options));
  try {
    return new VcocoLabels(records);
  } catch (error) {
    if (!(error instanceof BadEntry)) throw error;
    throw new TurboHoiError('data', `${path}: ${error.message}.`);
  }
}
