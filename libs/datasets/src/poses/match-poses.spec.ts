import { poseIn } from '../testing/pose-fixture';
import { matchPoses } from './match-poses';

const LEFT = [0, 0, 10, 10] as const;
const RIGHT = [20, 0, 30, 10] as const;

describe('matchPoses', () => {
  it('matches every person with the overlapping pose', () => {
    expect([...matchPoses([poseIn(RIGHT), poseIn(LEFT)], [LEFT, RIGHT], 0.5)]).toEqual([1, 0]);
  });

  it('requires IoU of at least minIou, inclusive', () => {
    const half = poseIn([0, 0, 5, 10]);
    expect([...matchPoses([half], [LEFT], 0.5)]).toEqual([0]);
    expect([...matchPoses([half], [LEFT], 0.51)]).toEqual([-1]);
  });

  it('matches the best scored pose first', () => {
    const poses = [poseIn(LEFT, 0.4), poseIn([0, 0, 9, 10], 0.9)];
    expect([...matchPoses(poses, [LEFT], 0.5)]).toEqual([1]);
  });

  it('matches the second pose with the other person if IoU suffices', () => {
    const people = [LEFT, [1, 0, 11, 10]] as const;
    expect([...matchPoses([poseIn(LEFT, 0.4), poseIn(LEFT, 0.9)], people, 0.5)]).toEqual([1, 0]);
  });

  it('keeps the order of poses with equal scores', () => {
    expect([...matchPoses([poseIn(LEFT), poseIn(LEFT)], [LEFT], 0.5)]).toEqual([0]);
  });

  it('matches nothing with empty boxes, without poses and without people', () => {
    expect([...matchPoses([poseIn(LEFT)], [[0, 0, 0, 0]], 0)]).toEqual([-1]);
    expect([...matchPoses([], [LEFT], 0.5)]).toEqual([-1]);
    expect([...matchPoses([poseIn(LEFT)], [], 0.5)]).toEqual([]);
  });
});
