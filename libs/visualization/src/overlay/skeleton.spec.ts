import { COCO_KEYPOINTS } from '@turbo-hoi/core';
import { annotatedJoints, predictedJoints, skeleton } from './skeleton';

describe('predictedJoints', () => {
  it('marks joints below a quarter of the best score as doubtful', () => {
    const joints = predictedJoints(Float32Array.of(1, 2, 0.8, 3, 4, 0.21, 5, 6, 0.19));
    expect(joints).toEqual([
      { x: 1, y: 2, state: 'clear' },
      { x: 3, y: 4, state: 'clear' },
      { x: 5, y: 6, state: 'doubtful' },
    ]);
  });

  it('drops joints without a position and marks those without a score as doubtful', () => {
    const states = predictedJoints(Float32Array.of(NaN, 2, 0.8, 3, 4, NaN)).map((j) => j.state);
    expect(states).toEqual(['absent', 'doubtful']);
  });
});

describe('annotatedJoints', () => {
  it('follows the visibility of COCO', () => {
    const states = annotatedJoints(Float32Array.of(0, 0, 0, 3, 4, 1, 5, 6, 2)).map((j) => j.state);
    expect(states).toEqual(['absent', 'hidden', 'clear']);
  });
});

describe('skeleton', () => {
  const draw = (states: readonly ('clear' | 'absent')[]) =>
    skeleton(
      COCO_KEYPOINTS.names.map((_, k) => ({ x: k, y: k, state: states[k] ?? 'absent' })),
      COCO_KEYPOINTS,
      1,
    ).text;
  const count = (svg: string, what: string) => svg.split(what).length - 1;

  it('draws every joint and every bone', () => {
    const svg = draw(COCO_KEYPOINTS.names.map(() => 'clear'));
    expect(count(svg, '<circle')).toBe(17);
    // One path beneath all, then one per bone.
    expect(count(svg, '<path')).toBe(1 + COCO_KEYPOINTS.bones.length);
  });

  it('colors left, right and middle differently', () => {
    const svg = draw(COCO_KEYPOINTS.names.map(() => 'clear'));
    const colors = new Set([...svg.matchAll(/fill="(#\w+)"/g)].map(([, color]) => color));
    expect(colors.size).toBe(3);
  });

  it('draws no bone to an absent joint', () => {
    const svg = draw(['clear', 'clear']);
    expect(count(svg, '<circle')).toBe(2);
    expect(count(svg, '<path')).toBe(2);
  });

  it('rejects more joints than the layout has', () => {
    const joints = predictedJoints(new Float32Array(3 * 18));
    expect(() => skeleton(joints, COCO_KEYPOINTS, 1)).toThrow(/got 18 joints; expected at most 17/);
  });
});
