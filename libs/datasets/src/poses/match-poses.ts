import { boxIou, type AnnotatedPose, type XyxyBox } from '@turbo-hoi/core';

/**
 * Greedy matching of poses to people, best scored pose first: each takes the free person with the largest IoU.
 *
 * @param minIou least IoU of a match
 * @returns for each person the index of the pose, or -1
 */
export function matchPoses(
  poses: readonly AnnotatedPose[],
  people: readonly XyxyBox[],
  minIou: number,
): Int32Array {
  const poseOf = new Int32Array(people.length).fill(-1);
  const order = [...poses.keys()].sort((a, b) => poses[b].score - poses[a].score);
  for (const index of order) {
    const person = closestFree(poses[index].box, people, poseOf, minIou);
    if (person >= 0) poseOf[person] = index;
  }
  return poseOf;
}

function closestFree(
  box: XyxyBox,
  people: readonly XyxyBox[],
  poseOf: Int32Array,
  minIou: number,
): number {
  let closest = -1;
  let best = 0;
  people.forEach((person, index) => {
    if (poseOf[index] >= 0) return;
    const iou = boxIou(box, person);
    if (iou >= minIou && iou > best) [closest, best] = [index, iou];
  });
  return closest;
}
