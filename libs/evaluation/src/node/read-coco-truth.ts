import { readCocoFile } from '@turbo-hoi/formats/node';
import {
  CocoTruthCollector,
  type CocoTruthFile,
  type CocoTruthOptions,
} from '../files/coco/coco-truth-file';
import { progressOf, type ScoreOptions, withBadEntries } from './score-options';

/**
 * Reads a COCO annotation file of any size into typed arrays.
 *
 * @throws TurboHoiError `io`, or `data` for its content
 */
export function readCocoTruth(
  path: string,
  { keypoints, images }: CocoTruthOptions,
  options: ScoreOptions = {},
): Promise<CocoTruthFile> {
  return withBadEntries(path, options, async (bad) => {
    const truth = new CocoTruthCollector(bad, keypoints);
    const needs = { keypoints: keypoints > 0 ? keypoints : undefined, images };
    await readCocoFile(path, truth, bad, { ...needs, ...progressOf(path, options) });
    return truth.finish();
  });
}
