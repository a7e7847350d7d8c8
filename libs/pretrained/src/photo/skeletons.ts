import {
  boxArea,
  boxAt,
  boxIou,
  COCO_KEYPOINTS,
  type RgbImage,
  type XyxyBox,
} from '@turbo-hoi/core';

/** How a pose detector's confidence becomes the chance that the joint is right. */
export interface ConfidenceModel {
  readonly bias: number;
  /** Of the log-odds of the pose detector's confidence. */
  readonly slope: number;
}

/** A pose of the person in row `row` of the detections. */
export interface PersonPose {
  readonly row: number;
  readonly box: XyxyBox;
  /** Score of the person's box. */
  readonly score: number;
  /** [3K] x, y in pixels of the image and the pose detector's confidence. */
  readonly keypoints: Float32Array;
}

/** Joints of a lower confidence are missing. */
const LEAST = 0.2;
/** Two poses of a higher similarity are of one body. */
const ONE_BODY = 0.7;
/** A pose has at least this share of its joints in its box, which is extended by this share of its sides. */
const INSIDE = 0.6;
const MARGIN = 0.1;
/** Of a box's area that a person covers, as COCO's segments do. */
const BODY = 0.53;

/**
 * At most one skeleton a body: joints outside the image or of low confidence are zeros; a pose that does not lie in its box, or is
 * that of a better person's body, is left out. → [n·3K], confidence in 0..1
 */
export function skeletons(
  poses: readonly PersonPose[],
  rows: number,
  image: Pick<RgbImage, 'width' | 'height'>,
  model: ConfidenceModel,
): Float32Array {
  const width = 3 * COCO_KEYPOINTS.names.length;
  const out = new Float32Array(rows * width);
  const kept: PersonPose[] = [];
  const seen = poses
    .map((pose) => ({ ...pose, keypoints: seenJoints(pose.keypoints, image, model) }))
    .sort((a, b) => rank(b) - rank(a));
  for (const pose of seen) {
    if (!liesInBox(pose) || kept.some((better) => isSameBody(pose, better))) continue;
    kept.push(pose);
    out.set(pose.keypoints, pose.row * width);
  }
  return out;
}

function seenJoints(
  keypoints: Float32Array,
  { width, height }: Pick<RgbImage, 'width' | 'height'>,
  { bias, slope }: ConfidenceModel,
): Float32Array {
  const seen = new Float32Array(keypoints.length);
  for (let at = 0; at < keypoints.length; at += 3) {
    const [x, y, raw] = keypoints.subarray(at, at + 3);
    const bounded = Math.min(Math.max(raw, 1e-3), 1 - 1e-3);
    const confidence = 1 / (1 + Math.exp(-bias - slope * Math.log(bounded / (1 - bounded))));
    if (!(confidence >= LEAST) || !(x >= 0 && y >= 0 && x <= width && y <= height)) continue;
    seen.set([x, y, confidence], at);
  }
  return seen;
}

function rank({ score, keypoints }: PersonPose): number {
  let sum = 0;
  for (let at = 2; at < keypoints.length; at += 3) sum += keypoints[at];
  return score * sum;
}

function liesInBox({ box: [x1, y1, x2, y2], keypoints }: PersonPose): boolean {
  const [dx, dy] = [MARGIN * (x2 - x1), MARGIN * (y2 - y1)];
  let [joints, inside] = [0, 0];
  for (let at = 0; at < keypoints.length; at += 3) {
    if (keypoints[at + 2] === 0) continue;
    joints++;
    const [x, y] = [keypoints[at], keypoints[at + 1]];
    if (x >= x1 - dx && x <= x2 + dx && y >= y1 - dy && y <= y2 + dy) inside++;
  }
  return joints > 0 && inside >= INSIDE * joints;
}

/** Object keypoint similarity of the joints that both have, over the smaller body. */
function isSameBody(a: PersonPose, b: PersonPose): boolean {
  if (boxIou(a.box, b.box) === 0) return false;
  const area = BODY * Math.min(boxArea(a.box), boxArea(b.box));
  let [sum, joints] = [0, 0];
  COCO_KEYPOINTS.sigmas.forEach((sigma, k) => {
    const at = 3 * k;
    if (a.keypoints[at + 2] === 0 || b.keypoints[at + 2] === 0) return;
    const distance2 =
      (a.keypoints[at] - b.keypoints[at]) ** 2 + (a.keypoints[at + 1] - b.keypoints[at + 1]) ** 2;
    sum += Math.exp(-distance2 / (2 * area * (2 * sigma) ** 2));
    joints++;
  });
  return joints > 0 && sum / joints > ONE_BODY;
}

/** The people that get a pose: the largest and likeliest first, at most `limit`. */
export function peopleToPose(
  { boxes, scores, classes }: { boxes: Float32Array; scores: Float32Array; classes: Int32Array },
  person: number,
  limit: number,
): number[] {
  const weight = (row: number) => scores[row] * Math.sqrt(boxArea(boxAt(boxes, row)));
  return [...classes.keys()]
    .filter((row) => classes[row] === person)
    .sort((a, b) => weight(b) - weight(a))
    .slice(0, limit);
}
