import { TurboHoiError } from '@turbo-hoi/core';
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
