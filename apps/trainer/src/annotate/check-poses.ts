import { type AnnotatedPose, COCO_KEYPOINTS, TurboHoiError } from '@turbo-hoi/core';

const NUMBERS = 3 * COCO_KEYPOINTS.names.length;

/** Validates the poses of an annotator before they are written. @throws TurboHoiError `plugin` */
export function checkPoses(poses: readonly AnnotatedPose[], kind: string, fileName: string): void {
  poses.forEach((pose, index) => {
    const problem = problemOf(pose);
    if (!problem) return;
    throw new TurboHoiError(
      'plugin',
      `pose annotator "${kind}": pose ${index} of ${fileName}: ${problem}.`,
    );
  });
}

function problemOf({ box, score, keypoints }: AnnotatedPose): string | undefined {
  if (keypoints.length !== NUMBERS) {
    return `keypoints has ${keypoints.length} numbers; expected ${NUMBERS}`;
  }
  if (!keypoints.every(Number.isFinite)) return 'keypoints has a number that is not finite';
  if (keypoints.some((value, i) => i % 3 === 2 && (value < 0 || value > 1))) {
    return 'a confidence is not in 0..1';
  }
  if (!(score >= 0 && score <= 1)) return `score is ${score}; expected 0..1`;
  const [x1, y1, x2, y2] = box;
  // Collinear keypoints have a box of zero width or height, which is valid.
  if (!(x2 >= x1 && y2 >= y1) || !box.every(Number.isFinite)) {
    return `box is [${box.join(', ')}]; expected x1, y1, x2, y2 in order`;
  }
  return undefined;
}
