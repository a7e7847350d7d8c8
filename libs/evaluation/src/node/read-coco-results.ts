import { TurboHoiError } from '@turbo-hoi/core';
import type { BadEntries } from '@turbo-hoi/formats';
import { readJsonFile } from '@turbo-hoi/formats/node';
import type { CocoResultRows } from '../files/coco/coco-result-rows';
import { leftNothing, reportUse } from './report-use';
import { progressOf, type ScoreOptions, withBadEntries } from './score-options';

/** Reads COCO results into rows created by `rows`. */
export async function readCocoResults(
  path: string,
  options: ScoreOptions,
  rows: (bad: BadEntries) => CocoResultRows,
): Promise<CocoResultRows> {
  const results = await withBadEntries(path, options, async (bad) => {
    const results = rows(bad);
    await readJsonFile(
      path,
      { '[]': (value, { index }) => results.add(value, index) },
      progressOf(path, options),
    );
    if (results.counts.entries === 0 && bad.count > 0) leftNothing(bad, path, options);
    return results;
  });
  const { counts, otherCategories } = results;
  reportUse(path, 'results', counts, options);
  if (otherCategories > 0 && otherCategories === counts.used) {
    throw new TurboHoiError(
      'data',
      `${path}: none of its ${counts.used} results has a category_id of the ground truth's categories; ` +
        'write its ids (a detector may count its classes from 0).',
    );
  }
  if (otherCategories > 0) {
    options.warn?.(
      `${path}: results of categories that the ground truth lacks are ignored, as in pycocotools: ` +
        `${otherCategories}.`,
    );
  }
  return results;
}
