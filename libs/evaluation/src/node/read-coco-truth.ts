import { readJsonFile } from '@turbo-hoi/formats/node';
import {
  type CocoTruthFile,
  type CocoTruthOptions,
  CocoTruthReader,
} from '../files/coco/coco-truth-file';
import { progressOf, type ScoreOptions, withBadEntries } from './score-options';

/**
 * Reads a COCO annotation file of any size into typed arrays.
 *
 * @throws TurboHoiError `io`, or `data` for its content
 */
export function readCocoTruth(
  path: string,
  truth: CocoTruthOptions,
  options: ScoreOptions = {},
): Promise<CocoTruthFile> {
  return withBadEntries(path, options, async (bad) => {
    const reader = new CocoTruthReader(bad, truth);
    await readJsonFile(path, reader.handlers, {
      required: ['images', 'annotations', 'categories'],
      ...progressOf(path, options),
    });
    return reader.finish();
  });
}
