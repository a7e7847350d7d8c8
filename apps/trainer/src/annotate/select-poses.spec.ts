import type { AnnotatedPose, XyxyBox } from '@turbo-hoi/core';
import { poseAt } from '../testing/pose-at';
import { type PoseThresholds, selectPoses } from './select-poses';

const LEFT = [0, 0, 10, 10] as const;
const RIGHT = [20, 0, 30, 10] as const;
const thresholds: PoseThresholds = {
  minScore: 0.3,
  minKeypointScore: 0.2,
  matchIou: 0.5,
  unmatched: 'drop',
};
const select = (
  poses: readonly AnnotatedPose[],
  people: readonly XyxyBox[] | null,
  more: Partial<PoseThresholds> = {},
) => selectPoses(poses, people, { ...thresholds, ...more });

describe('selectPoses', () => {
  it('keeps every pose above the thresholds where there are no annotations', () => {
    const poses = [poseAt(LEFT, 0.3), poseAt(LEFT, 0.29), poseAt(LEFT, 0.9, 0.19)];
    const { selected, tally } = select(poses, null);
    expect(selected).toEqual([poses[0]]);
    expect(tally).toEqual({ people: 0, posed: 0, found: 3, unsure: 1, bare: 1, unmatched: 0 });
  });

  it('a matched pose takes the annotated box, unmatched ones are dropped or kept', () => {
    const poses = [poseAt([20, 0, 30, 9]), poseAt([50, 0, 60, 10])];
    const { selected, tally } = select(poses, [LEFT, RIGHT]);
    expect(selected).toEqual([{ ...poses[0], box: RIGHT }]);
    expect(tally).toMatchObject({ people: 2, posed: 1, found: 2, unmatched: 1 });
    expect(select(poses, [LEFT, RIGHT], { unmatched: 'keep' }).selected).toEqual([
      { ...poses[0], box: RIGHT },
      poses[1],
    ]);
  });

  it('does not match poses below the score', () => {
    const poses = [poseAt(LEFT, 0.2), poseAt([0, 0, 10, 9], 0.5)];
    expect(select(poses, [LEFT]).selected).toEqual([{ ...poses[1], box: LEFT }]);
  });

  it('ignores keypoints with a confidence of 0', () => {
    expect(select([poseAt(LEFT, 1, 0)], null, { minKeypointScore: 0 }).selected).toEqual([]);
  });
});
