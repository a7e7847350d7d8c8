import { join } from 'node:path';
import { expectClose, golden, type GoldenArray } from '@turbo-hoi/testing';
import { poseLikeness } from './pose-distance';
import { groupPoses, POSE_NMS, type PoseGroup, suppressPoses } from './suppress-poses';

interface Golden extends Record<
  'keypoints' | 'boxes' | 'scores' | 'likeness' | 'kept' | 'merged',
  GoldenArray
> {
  readonly groups: PoseGroup[];
}

const images = golden<Golden[]>(join(__dirname, '__golden__/pose-nms.json')).map((image) => ({
  ...image,
  poses: { keypoints: image.keypoints.data, boxes: image.boxes.data },
  people: image.scores.data.length,
}));

describe.each(images)('of $people poses', ({ poses, people, ...expected }) => {
  const scores = expected.scores.data;

  it('likenesses equal NumPy', () => {
    const count = poses.keypoints.length / 3 / people;
    const at = (row: number) => ({ keypoints: poses.keypoints, first: 3 * row * count, count });
    const found = Array.from({ length: people ** 2 }, (_, i) => {
      const row = Math.floor(i / people);
      const [x1, y1, x2, y2] = poses.boxes.subarray(4 * row, 4 * row + 4);
      const size = 0.1 * Math.max(x2 - x1, y2 - y1);
      return poseLikeness(at(row), at(i % people), size, POSE_NMS);
    });
    expectClose(Float32Array.from(found), expected.likeness.data);
  });

  it('groups and keypoints equal NumPy', () => {
    expect(groupPoses(poses, scores)).toEqual(expected.groups);
    expectClose(suppressPoses(poses, scores), expected.merged.data);
    const kept = suppressPoses(poses, scores, { ...POSE_NMS, merge: false });
    expectClose(kept, expected.kept.data);
  });
});

const joints = (x: number, confidence: number) =>
  Array.from({ length: 17 }, (_, k) => [x + k, 2 * k, confidence]).flat();
const boxes = Float32Array.of(0, 0, 40, 40, 0, 0, 40, 40);

test('the same pose twice leaves the better one, the other becomes zeros', () => {
  const keypoints = Float32Array.from([...joints(0, 0.5), ...joints(0, 0.75)]);
  const kept = suppressPoses({ keypoints, boxes }, Float32Array.of(0.2, 0.3));
  expect(kept.subarray(0, 51).every((value) => value === 0)).toBe(true);
  expectClose(
    kept.subarray(51).filter((_, i) => i % 3 < 2),
    keypoints.subarray(51).filter((_, i) => i % 3 < 2),
  );
  // (.5² + .75²) / (.5 + .75)
  expect(kept[53]).toBeCloseTo(0.65);
});

test('two people in one box are kept', () => {
  const keypoints = Float32Array.from([...joints(0, 0.5), ...joints(22, 0.5)]);
  expect(suppressPoses({ keypoints, boxes }, Float32Array.of(0.2, 0.3))).toEqual(keypoints);
});

test('of equal scores the first pose is kept', () => {
  const keypoints = Float32Array.from([...joints(0, 0.5), ...joints(1, 0.5)]);
  const [group, ...others] = groupPoses({ keypoints, boxes }, Float32Array.of(0.3, 0.3));
  expect([group, others]).toEqual([{ pose: 0, rows: [0, 1] }, []]);
});

test('has no poses for no people, and keeps poses of empty boxes that are apart', () => {
  const none = { keypoints: new Float32Array(0), boxes: new Float32Array(0) };
  expect(groupPoses(none, new Float32Array(0))).toEqual([]);
  expect(suppressPoses(none, new Float32Array(0))).toHaveLength(0);
  const keypoints = Float32Array.from([...joints(0, 0.5), ...joints(1, 0.5)]);
  const empty = { keypoints, boxes: new Float32Array(8) };
  expect(suppressPoses(empty, Float32Array.of(0.2, 0.3))).toEqual(keypoints);
});

test('NaN eliminates nothing', () => {
  const keypoints = Float32Array.from([...joints(0, 0.5), ...joints(NaN, 0.5)]);
  expect(groupPoses({ keypoints, boxes }, Float32Array.of(0.3, 0.2))).toHaveLength(2);
});
