import type { ActionVocabulary } from '@turbo-hoi/core';
import { TurboHoiError } from '@turbo-hoi/core';
import { readJsonFile, readPickleFile } from '@turbo-hoi/formats/node';
import { VcocoDetectionRows } from '../files/vcoco/vcoco-detection-rows';
import type { ScoredImages } from '../files/scored-images';
import { leftNothing } from './report-use';
import { startsLikeJson } from './starts-like-json';
import { progressOf, type ScoreOptions, withBadEntries } from './score-options';

/**
 * Reads V-COCO's detections: a pickle, or the same list as JSON.
 *
 * @param images the images to score
 * @throws TurboHoiError `io`, or `data` for its content
 */
export function readVcocoDetections(
  path: string,
  vocabulary: ActionVocabulary,
  images: ScoredImages,
  options: ScoreOptions = {},
): Promise<VcocoDetectionRows> {
  return withBadEntries(path, options, async (bad) => {
    const rows = new VcocoDetectionRows(vocabulary, images, bad);
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
      // A tuple or set does not come item by item.
      whole.forEach((item, index) => rows.add(item, index));
    }
    const { lacking } = rows;
    if (lacking.detections > 0) {
      options.warn?.(
        `${path}: ${lacking.detections} detections lack keys, such as ${lacking.example}; ` +
          'a missing key counts as score 0 and the box [0, 0, 0.1, 0.1], as in CacheTemplate of UPT and PViC.',
      );
    }
    if (rows.unscored > 0) {
      options.warn?.(
        `${path}: ${rows.unscored} detections have NaN or null for the score of every action, as of one that was not found.`,
      );
    }
    if (images.counts.entries === 0 && bad.count > 0) leftNothing(bad, path, options);
    return rows;
  });
}
