import { type AnnotatedPose, boxIou, COCO_KEYPOINTS, type KeypointLayout } from '@turbo-hoi/core';
import type { PhotoPrediction } from '../photo/photo-prediction';

/** Skeletons of the people of a photo. */
export interface PersonKeypoints {
  readonly layout: KeypointLayout;
  /** By index of the person's detection: `3 · K` numbers x, y, confidence. */
  readonly byPerson: ReadonlyMap<number, Float32Array>;
}

const SAME_PERSON = 0.5;
// As in drawings: the scale of confidences differs between models, but their ratios within a person hardly do.
const CLEAR_SHARE = 1 / 4;

/**
 * The skeletons of a pose detector where one was used, otherwise those of a stage.
 *
 * @param poses each belongs to the person of largest IoU, at least 0.5, best pose first
 * @param stage default: none
 * @param layout of the stage's keypoints
 */
export function personKeypoints(
  { detections, stages, raw }: Pick<PhotoPrediction, 'detections' | 'stages' | 'raw'>,
  layout: KeypointLayout,
  { poses, stage }: { readonly poses?: readonly AnnotatedPose[]; readonly stage?: number },
): PersonKeypoints {
  const byPerson = new Map<number, Float32Array>();
  if (!poses) {
    const ofStage = (stage !== undefined && stages[stage]?.poses) || [];
    for (const { person, keypoints } of ofStage) byPerson.set(person, keypoints);
    return { layout, byPerson };
  }
  for (const { box, keypoints } of [...poses].sort((a, b) => b.score - a.score)) {
    const free = [...raw.people].filter((person) => !byPerson.has(person));
    const [closest] = free
      .map((person) => ({ person, iou: boxIou(detections[person].box, box) }))
      .filter(({ iou }) => iou >= SAME_PERSON)
      .sort((a, b) => b.iou - a.iou);
    if (closest) byPerson.set(closest.person, keypoints);
  }
  return { layout: COCO_KEYPOINTS, byPerson };
}

/**
 * Predicted keypoints as annotated ones: x, y and COCO's v, which is 2 for a keypoint inside the image that is at least a quarter as
 * confident as the person's best, otherwise 0.
 */
export function annotatedKeypoints(
  keypoints: Float32Array,
  { width, height }: { readonly width: number; readonly height: number },
): number[] {
  const best = keypoints.reduce(
    (most, value, i) => (i % 3 === 2 && value > most ? value : most),
    0,
  );
  return Array.from({ length: keypoints.length / 3 }, (_, k) => {
    const [x, y, confidence] = keypoints.subarray(3 * k, 3 * k + 3);
    const isClear = confidence > 0 && confidence >= CLEAR_SHARE * best;
    const isInside = x >= 0 && y >= 0 && x <= width && y <= height;
    return isClear && isInside ? [hundredths(x), hundredths(y), 2] : [0, 0, 0];
  }).flat();
}

/** Rounded down, so that a point inside the image stays inside. */
const hundredths = (value: number) => Math.floor(100 * value) / 100;
