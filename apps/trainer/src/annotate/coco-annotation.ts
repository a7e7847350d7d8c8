import {
  type AnnotatedPose,
  boxToXywh,
  COCO_KEYPOINTS,
  type PoseAnnotatorInput,
} from '@turbo-hoi/core';
import { isSure } from './select-poses';

/** COCO's v of a labelled, visible keypoint. */
const SEEN = 2;

/** An annotation of the keypoint file, without its id. */
export interface CocoPose {
  readonly image_id: number;
  readonly category_id: 1;
  /** x, y, width, height. */
  readonly bbox: readonly number[];
  /** Area of the box, since there is no segmentation. */
  readonly area: number;
  readonly iscrowd: 0;
  readonly num_keypoints: number;
  /** 17 × x, y, v; v is 2 for a confidence of at least the threshold, else all three are 0. */
  readonly keypoints: readonly number[];
  readonly score: number;
  /** 17 confidences, unlabelled keypoints included. */
  readonly keypoint_scores: readonly number[];
}

export interface CocoImage {
  readonly id: number;
  readonly file_name: string;
  readonly width: number;
  readonly height: number;
}

/** The only category of a keypoint file; skeleton indices count from 1, as in COCO. */
export const PERSON_CATEGORY = {
  id: 1,
  name: 'person',
  supercategory: 'person',
  keypoints: COCO_KEYPOINTS.names,
  skeleton: COCO_KEYPOINTS.bones.map(([a, b]) => [a + 1, b + 1]),
};

export function cocoImage({ imageId, fileName, image }: PoseAnnotatorInput): CocoImage {
  return { id: imageId, file_name: fileName, width: image.width, height: image.height };
}

export function cocoPose(
  { box, score, keypoints }: AnnotatedPose,
  imageId: number,
  minKeypointScore: number,
): CocoPose {
  const points: number[] = [];
  const scores: number[] = [];
  for (let at = 0; at < keypoints.length; at += 3) {
    const [x, y, confidence] = keypoints.subarray(at, at + 3);
    const labelled = isSure(confidence, minKeypointScore);
    points.push(...(labelled ? [rounded(x, 2), rounded(y, 2), SEEN] : [0, 0, 0]));
    scores.push(rounded(confidence, 4));
  }
  const [x, y, width, height] = boxToXywh(box);
  return {
    image_id: imageId,
    category_id: 1,
    bbox: [x, y, width, height].map((value) => rounded(value, 2)),
    area: rounded(width * height, 2),
    iscrowd: 0,
    num_keypoints: points.filter((value, i) => i % 3 === 2 && value > 0).length,
    keypoints: points,
    score: rounded(score, 4),
    keypoint_scores: scores,
  };
}

/** Rounds to 0.01 pixels and 0.0001 of a score: finer than any detector, at a third of the bytes. */
function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
