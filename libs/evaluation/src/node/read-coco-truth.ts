import { readCocoFile } from '@turbo-hoi/formats/node';
import {
  Column,
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
export async function readCocoTruth(
  path: string,
  { keypoints, images }: CocoTruthOptions,
  options: ScoreOptions = {},
): Promise<CocoTruthFile> {
  const truth = await withBadEntries(path, options, async (bad) => {
    const truth = new CocoTruthCollector(bad, keypoints);
    const needs = { keypoints: keypoints > 0 ? keypoints : undefined, images };
    await readCocoFile(path, truth, bad, { ...needs, ...progressOf(path, options) });
    return truth.finish();
  });
  const { data, width, size } = truth.annotations;
  for (let row = 0; row < size; row++) {
    if (data[row * width + Column.ID] !== 0) continue;
    options.warn?.(
      `${path}: the annotation with id 0 counts as never found, as in pycocotools, where 0 means no match; ` +
        'number annotations from 1.',
    );
  }
  return truth;
}
