import { acos } from '../geometry/portable-math';
import { add, angleOf, direction, length, polar, scale, subtract, type Vec } from '../geometry/vec';
import type { Measures } from './body';

/**
 * The elbow and wrist of an arm whose hand is at `target`, or as near to it as the arm reaches.
 *
 * @param bend +1 or -1: which of the two solutions, seen from the line shoulder to hand
 */
export function reach(
  shoulder: Vec,
  target: Vec,
  { upperArm, forearm }: Measures,
  bend: number,
): { readonly elbow: Vec; readonly wrist: Vec } {
  const offset = subtract(target, shoulder);
  const nearest = Math.abs(upperArm - forearm) + 0.01;
  const distance = Math.min(Math.max(length(offset), nearest), upperArm + forearm - 0.005);
  // Law of cosines.
  const opening = acos(
    (upperArm * upperArm + distance * distance - forearm * forearm) / (2 * upperArm * distance),
  );
  return {
    elbow: add(shoulder, polar(angleOf(offset) + bend * opening, upperArm)),
    wrist: add(shoulder, scale(direction(offset), distance)),
  };
}
