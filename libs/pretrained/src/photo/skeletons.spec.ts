import { peopleToPose, type PersonPose, skeletons } from './skeletons';

const image = { width: 200, height: 200 };
const model = { bias: 0, slope: 1 };
const BOX = [10, 10, 60, 110] as const;

/** All joints at one point of the box, with one confidence. */
function pose(
  row: number,
  at: [number, number, number],
  changed: Partial<PersonPose> = {},
): PersonPose {
  const keypoints = Float32Array.from(Array.from({ length: 17 }, () => at).flat());
  return { row, box: BOX, score: 0.9, keypoints, ...changed };
}
const joints = (row: number, poses: readonly PersonPose[], rows = 2) =>
  skeletons(poses, rows, image, model).subarray(51 * row, 51 * row + 51);

test('a row has its skeleton, the others zeros', () => {
  const poses = [pose(1, [30, 40, 0.75])];
  expect([...joints(1, poses).subarray(0, 3)]).toEqual([30, 40, 0.75]);
  expect(joints(0, poses).every((value) => value === 0)).toBe(true);
});

test('no people have no skeletons', () => {
  expect(skeletons([], 3, image, model)).toEqual(new Float32Array(3 * 51));
  expect(skeletons([], 0, image, model)).toHaveLength(0);
});

test('confidence is the fitted chance', () => {
  const fitted = skeletons([pose(0, [30, 40, 0.75])], 1, image, { bias: 1, slope: 0.5 });
  expect(fitted[2]).toBeCloseTo(1 / (1 + Math.exp(-1 - 0.5 * Math.log(3))), 6);
});

test('joints outside the image, of low confidence or NaN are zeros', () => {
  const { keypoints } = pose(0, [30, 40, 0.75]);
  keypoints.set([-5, 40, 0.9, 30, 201, 0.9, 30, 40, 0.1, 30, 40, NaN, NaN, 40, 0.9]);
  const seen = joints(0, [pose(0, [30, 40, 0.75], { keypoints })]);
  expect([...seen.subarray(0, 15)]).toEqual(new Array(15).fill(0));
  expect(seen[15]).toBe(30);
});

test('a pose that does not lie in its box is left out', () => {
  expect(joints(0, [pose(0, [100, 40, 0.9])]).some((value) => value !== 0)).toBe(false);
  // A tenth of the side beyond the box still counts as inside.
  expect(joints(0, [pose(0, [64, 40, 0.9])])[0]).toBe(64);
});

test('of two poses of one body the better person keeps it', () => {
  const poses = [pose(0, [30, 40, 0.9], { score: 0.3 }), pose(1, [31, 40, 0.9])];
  expect([joints(0, poses)[0], joints(1, poses)[0]]).toEqual([0, 31]);
});

test('two bodies in boxes that overlap both keep theirs', () => {
  const poses = [pose(0, [15, 20, 0.9]), pose(1, [55, 100, 0.9])];
  expect([joints(0, poses)[0], joints(1, poses)[0]]).toEqual([15, 55]);
});

test('the likeliest and largest people get poses', () => {
  const found = {
    boxes: Float32Array.of(0, 0, 10, 10, 0, 0, 100, 100, 0, 0, 50, 50, 0, 0, 90, 90),
    scores: Float32Array.of(0.9, 0.5, 0.9, 0.9),
    classes: Int32Array.of(0, 0, 0, 7),
  };
  expect(peopleToPose(found, 0, 2)).toEqual([1, 2]);
  expect(peopleToPose(found, 0, 0)).toEqual([]);
});
