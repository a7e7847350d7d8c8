import { inclusiveIou } from '../boxes/inclusive-boxes';

/** Correct if a missing target is predicted as missing. */
export const SCENARIO_1 = 1;
/** Correct for any prediction of a missing target. */
export const SCENARIO_2 = 2;

/** Flags of the scenarios in which predicted box `q` matches the annotated target `t`, flat xyxy arrays. */
export function fittingScenarios(
  targets: Float32Array,
  t: number,
  predicted: Float32Array,
  q: number,
): number {
  if (!Number.isNaN(targets[4 * t]))
    return inclusiveIou(targets, t, predicted, q) >= 0.5 ? SCENARIO_1 | SCENARIO_2 : 0;
  const box = predicted.subarray(4 * q, 4 * q + 4);
  return box.every((value) => value === 0) || box.every(Number.isNaN)
    ? SCENARIO_1 | SCENARIO_2
    : SCENARIO_2;
}
