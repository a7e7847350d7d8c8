import type { PersonAnnotation } from '@turbo-hoi/core';

/** Whether a keypoint of the person is labelled. */
export function hasKeypoints({ keypoints }: PersonAnnotation): boolean {
  return keypoints?.some((value, i) => i % 3 === 2 && value > 0) ?? false;
}
