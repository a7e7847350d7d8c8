import { TurboHoiError, type DatasetSplit, type ImageAnnotations } from '@turbo-hoi/core';
import { hasKeypoints } from './has-keypoints';
import { assignPoses, type PoseOptions, type PoseSource } from './with-poses';

/** Numbers of people and detected poses of a split. */
export interface PoseCounts {
  /** All people except crowds. */
  readonly people: number;
  /** People with annotated keypoints, which are kept. */
  readonly annotated: number;
  /** People without annotated keypoints who were matched with a pose. */
  readonly posed: number;
  /** Poses of the split's images with a sufficient score. */
  readonly poses: number;
  /** Poses that match no person. */
  readonly unmatched: number;
}

/**
 * Counts over the original annotations of a split.
 *
 * @throws TurboHoiError errors of `check`
 */
export async function countPoses(
  split: DatasetSplit,
  source: PoseSource,
  options: PoseOptions,
  check?: (image: ImageAnnotations) => void,
): Promise<PoseCounts> {
  const counts = { people: 0, annotated: 0, posed: 0, poses: 0, unmatched: 0 };
  for (let index = 0; index < split.size; index++) {
    const image = await split.annotations(index);
    check?.(image);
    const { poses, poseOf } = assignPoses(image, source, options);
    counts.poses += poses.length;
    counts.unmatched += poses.length - poseOf.filter((pose) => pose >= 0).length;
    image.people.forEach((person, at) => {
      if (person.crowd) return;
      counts.people++;
      if (hasKeypoints(person)) counts.annotated++;
      else if (poseOf[at] >= 0) counts.posed++;
    });
  }
  return counts;
}

/**
 * Formats the counts as one line.
 *
 * @param file name of the poses' source, for messages
 * @throws TurboHoiError `data` if people without keypoints exist and none was matched
 */
export function describePoseCounts(file: string, counts: PoseCounts, hint = ''): string {
  const { people, annotated, posed, poses, unmatched } = counts;
  const wanting = people - annotated;
  if (wanting > 0 && posed === 0) {
    throw new TurboHoiError(
      'data',
      `${file}: none of the ${wanting} people without keypoints got a pose; ` +
        `${poses} of its poses are of images of the training split.${hint && ` ${hint}`}`,
    );
  }
  const kept = annotated > 0 ? ` (${annotated} more have annotated keypoints)` : '';
  return (
    `${file}: ${posed} of ${wanting} people without keypoints got a pose${kept}; ` +
    `${unmatched} of ${poses} poses match no person.`
  );
}
