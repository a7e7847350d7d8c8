import { TurboHoiError, type DatasetSplit, type ImageAnnotations } from '@turbo-hoi/core';
import { hasKeypoints } from './has-keypoints';
import { assignPoses, type PoseOptions, type PoseSource } from './with-poses';

/** What the poses of a machine give the people of a split. */
export interface PoseCounts {
  /** Groups left out. */
  readonly people: number;
  /** People whose keypoints are annotated: these keep them. */
  readonly annotated: number;
  /** People who got a pose. */
  readonly posed: number;
  /** Poses of the split's images with a sufficient score. */
  readonly poses: number;
  /** Those of them that found nobody. */
  readonly lonely: number;
}

/**
 * Counts over the annotations of a split as they are without the poses.
 *
 * @throws TurboHoiError whatever `check` throws of an image
 */
export async function countPoses(
  split: DatasetSplit,
  source: PoseSource,
  options: PoseOptions,
  check?: (image: ImageAnnotations) => void,
): Promise<PoseCounts> {
  const counts = { people: 0, annotated: 0, posed: 0, poses: 0, lonely: 0 };
  for (let index = 0; index < split.size; index++) {
    const image = await split.annotations(index);
    check?.(image);
    const { poses, poseOf } = assignPoses(image, source, options);
    counts.poses += poses.length;
    counts.lonely += poses.length - poseOf.filter((pose) => pose >= 0).length;
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
 * One line about the counts.
 *
 * @param file how messages call where the poses are from
 * @throws TurboHoiError `data` if people need poses and nobody got one
 */
export function describePoseCounts(file: string, counts: PoseCounts, hint = ''): string {
  const { people, annotated, posed, poses, lonely } = counts;
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
    `${lonely} of ${poses} poses found nobody.`
  );
}
