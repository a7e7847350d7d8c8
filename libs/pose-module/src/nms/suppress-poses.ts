import { boxAt } from '@turbo-hoi/core';
import {
  type ImagePoses,
  jointDistance,
  type PoseAt,
  type PoseDistanceOptions,
  poseLikeness,
} from './pose-distance';

export interface PoseNmsOptions extends PoseDistanceOptions {
  /** γ: likeness from which a pose is one that another pose repeats. */
  readonly gamma: number;
  /** Whether a kept pose becomes the mean of the poses that repeat it, as in MVIG-SJTU/AlphaPose; the paper has no such step. */
  readonly merge: boolean;
}

/** The constants that Fang et al. (2017) learned on MPII. */
export const POSE_NMS: PoseNmsOptions = {
  delta1: 0.01,
  delta2: 2.08,
  mu: 2.08,
  gamma: 22.48,
  joint: 0.1,
  merge: true,
};

/** A pose that is kept, with those that repeat it. */
export interface PoseGroup {
  /** Row of the reference pose. */
  readonly pose: number;
  /** Rows of the group, the reference first, then ascending. */
  readonly rows: readonly number[];
}

/**
 * Parametric pose NMS (Fang et al. 2017, Sec. 3.3): the pose of largest score is kept and eliminates those whose likeness to it is at least γ,
 * and so on with the others. A joint's box has the size of the kept pose's person.
 *
 * @param scores [P]; of equal ones the first is kept
 * @returns groups in the order of their scores; every pose is in one of them
 */
export function groupPoses(
  { keypoints, boxes }: ImagePoses,
  scores: Float32Array,
  options: PoseNmsOptions = POSE_NMS,
): PoseGroup[] {
  const poses = posesOf(keypoints, scores.length);
  const left = new Set(poses.keys());
  const order = [...poses.keys()].sort((a, b) => scores[b] - scores[a] || a - b);
  const groups: PoseGroup[] = [];
  for (const pose of order) {
    if (!left.delete(pose)) continue;
    const size = jointSize(boxes, pose, options);
    const repeats = [...left].filter(
      (other) => poseLikeness(poses[pose], poses[other], size, options) >= options.gamma,
    );
    for (const repeat of repeats) left.delete(repeat);
    groups.push({ pose, rows: [pose, ...repeats] });
  }
  return groups;
}

/**
 * The keypoints after {@link groupPoses}, [P,K,3]: those of an eliminated pose are zeros, those of a kept one are merged with the poses that repeat it
 * unless `merge` is false.
 *
 * Merging as in MVIG-SJTU/AlphaPose (`alphapose/utils/pPose_nms.py`, `p_merge`): of each joint, the group's places within a joint's box of the
 * reference's, weighted by confidence; the confidence is the mean of theirs with the same weights.
 */
export function suppressPoses(
  image: ImagePoses,
  scores: Float32Array,
  options: PoseNmsOptions = POSE_NMS,
): Float32Array {
  const kept = new Float32Array(image.keypoints.length);
  const poses = posesOf(image.keypoints, scores.length);
  for (const { pose, rows } of groupPoses(image, scores, options)) {
    const { first, count } = poses[pose];
    const size = jointSize(image.boxes, pose, options);
    const group = options.merge ? rows.map((row) => poses[row]) : [poses[pose]];
    for (let k = 0; k < count; k++) kept.set(mergedJoint(group, k, size), first + 3 * k);
  }
  return kept;
}

function posesOf(keypoints: Float32Array, people: number): PoseAt[] {
  const width = people === 0 ? 0 : keypoints.length / people;
  return Array.from({ length: people }, (_, i) => ({
    keypoints,
    first: i * width,
    count: width / 3,
  }));
}

function jointSize(boxes: Float32Array, row: number, { joint }: PoseDistanceOptions): number {
  const [x1, y1, x2, y2] = boxAt(boxes, row);
  return joint * Math.max(x2 - x1, y2 - y1);
}

/** @param group the reference first */
function mergedJoint(group: readonly PoseAt[], k: number, size: number): number[] {
  const [reference] = group;
  const own = [
    ...reference.keypoints.subarray(reference.first + 3 * k, reference.first + 3 * k + 3),
  ];
  let [total, x, y, square] = [0, 0, 0, 0];
  for (const pose of group) {
    if (!(jointDistance(reference, pose, k) <= size)) continue;
    const at = pose.first + 3 * k;
    const weight = pose.keypoints[at + 2];
    total += weight;
    x += weight * pose.keypoints[at];
    y += weight * pose.keypoints[at + 1];
    square += weight * weight;
  }
  return total > 0 ? [x / total, y / total, square / total] : own;
}
