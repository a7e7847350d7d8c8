import { TurboHoiError } from '@turbo-hoi/core';
import { Column, type CocoTruthFile } from '../files/coco/coco-truth-file';
import type { ScoredCounts } from '../files/scored-images';
import { type BadEntries, noneLeft } from '@turbo-hoi/formats';
import type { ScoreOptions } from './score-options';

/**
 * Warns of entries and images that do not take part in a score.
 *
 * @param what what the entries are, for example `detections`
 * @throws TurboHoiError `data` if the file has entries, and none of a scored image
 */
export function reportUse(
  path: string,
  what: string,
  { entries, used, images, found, strangers }: ScoredCounts,
  { warn }: ScoreOptions,
): void {
  if (entries === 0) {
    warn?.(`${path}: has no ${what}; its detector found nothing.`);
    return;
  }
  if (used === 0) {
    throw new TurboHoiError(
      'data',
      `${path}: none of its ${entries} ${what} is of the ${images} images scored; ` +
        'is it of another split, or are its images named otherwise?',
    );
  }
  const others =
    entries > used ? `; ${entries - used} of ${strangers} images outside the set are ignored` : '';
  const without = found < images ? `; ${images - found} images have none` : '';
  if (others || without)
    warn?.(
      `${path}: ${used} of ${entries} ${what} are of the ${images} images scored${others}${without}.`,
    );
}

/**
 * All entries of a file are bad: an error even where bad entries are skipped.
 *
 * @throws TurboHoiError `data`
 */
export function leftNothing(
  bad: BadEntries,
  path: string,
  { skipBad = false, warn }: ScoreOptions,
): never {
  bad.finish(skipBad, warn);
  throw noneLeft(path, bad.count);
}

/**
 * A ground truth in which nothing can be found.
 *
 * @throws TurboHoiError `data` if every annotation is a crowd, or lacks keypoints where these are scored
 */
export function checkTruth(
  path: string,
  { annotations, imageIds }: CocoTruthFile,
  keypoints: boolean,
): void {
  const { data, width, size } = annotations;
  let [crowds, bare] = [0, 0];
  for (let row = 0; row < size; row++) {
    if (data[row * width + Column.CROWD] !== 0) crowds++;
    else if (keypoints && data[row * width + Column.LABELLED] === 0) bare++;
  }
  // pycocotools has no scores of an empty set either.
  if (crowds + bare < size || imageIds.length === 0) return;
  const what = [`${size} annotations of ${imageIds.length} images`, `${crowds} of them crowds`];
  if (keypoints) what.push(`${bare} without keypoints`);
  throw new TurboHoiError('data', `${path}: has nothing to find: ${what.join(', ')}.`);
}
