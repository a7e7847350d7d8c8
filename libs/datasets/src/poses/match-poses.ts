import { boxIou, type AnnotatedPose, type XyxyBox } from '@turbo-hoi/core';

/**
 * Gives each person at most one pose, the best scored pose choosing first: it takes the free person whom its box overlaps most.
 *
 * @param minIou overlap from which a pose may be a person's
 * @returns of each person the index of the pose, or -1
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
