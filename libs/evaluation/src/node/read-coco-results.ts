import type { BadEntries } from '@turbo-hoi/formats';
import { readJsonFile } from '@turbo-hoi/formats/node';
import type { CocoResultRows } from '../files/coco/coco-result-rows';
import { progressOf, type ScoreOptions, withBadEntries } from './score-options';

/** Reads COCO results into rows created by `rows`. */
export function readCocoResults(
  path: string,
  options: ScoreOptions,
  rows: (bad: BadEntries) => CocoResultRows,
): Promise<CocoResultRows> {
  return withBadEntries(path, options, async (bad) => {
    const results = rows(bad);
    await readJsonFile(
      path,
      { '[]': (value, { index }) => results.add(value, index) },
      progressOf(path, options),
    );
    if (results.otherCategories > 0) {
      options.warn?.(
        `${path}: results of categories that the ground truth lacks are ignored, as in pycocotools: ` +
          `${results.otherCategories}.`,
      );
    }
    return results;
  });
}
