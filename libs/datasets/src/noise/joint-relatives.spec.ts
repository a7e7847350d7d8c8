import { COCO_KEYPOINTS } from '@turbo-hoi/core';
import { annotatedRelative, jointRelatives } from './joint-relatives';

const relatives = jointRelatives(COCO_KEYPOINTS);
const at = (name: string) => COCO_KEYPOINTS.names.indexOf(name);

test('every joint has all others, its neighbours first', () => {
  for (const order of relatives) expect(new Set(order).size).toBe(16);
  expect(relatives[at('left_ankle')].slice(0, 2).sort((a, b) => a - b)).toEqual(
    [at('left_knee'), at('right_ankle')].sort((a, b) => a - b),
  );
});

test('the nearest annotated relative', () => {
  const keypoints = new Float32Array(51);
  expect(annotatedRelative(relatives[0], keypoints)).toBe(-1);
  for (const name of ['left_wrist', 'left_hip']) keypoints[3 * at(name) + 2] = 1;
  expect(annotatedRelative(relatives[at('left_knee')], keypoints)).toBe(at('left_hip'));
  expect(annotatedRelative(relatives[at('left_elbow')], keypoints)).toBe(at('left_wrist'));
});
