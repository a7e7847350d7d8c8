import type { ActionVocabulary } from '@turbo-hoi/core';
import { TurboHoiError } from '@turbo-hoi/core';
import { readJsonFile, readPickleFile } from '@turbo-hoi/formats/node';
import { VcocoDetectionRows } from '../files/vcoco/vcoco-detection-rows';
import { startsLikeJson } from './starts-like-json';
import { progressOf, type ScoreOptions, withBadEntries } from './score-options';

/**
 * Reads V-COCO's detections: a pickle, or the same list as JSON.
 *
 * @param imageIds the images to score
 * @throws TurboHoiError `io`, or `data` for its content
 */
export function readVcocoDetections(
  path: string,
  vocabulary: ActionVocabulary,
  imageIds: Float64Array,
  options: ScoreOptions = {},
): Promise<VcocoDetectionRows> {
  return withBadEntries(path, options, async (bad) => {
    const rows = new VcocoDetectionRows(vocabulary, imageIds, bad);
    if (await startsLikeJson(path)) {
      await readJsonFile(
        path,
        { '[]': (value, { index }) => rows.add(value, index) },
        progressOf(path, options),
      );
    } else {
      const whole = await readPickleFile(path, { onItem: (item, index) => rows.add(item, index) });
      if (!Array.isArray(whole))
        throw new TurboHoiError('data', `${path}: expected a pickled list of detections.`);
    }
    const { detections, images } = rows.others;
    if (detections > 0) {
      options.warn?.(
        `${path}: ${detections} detections of ${images} images outside the set are ignored.`,
      );
    }
    return rows;
  });
}
