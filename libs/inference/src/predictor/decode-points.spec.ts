import { decodePoints } from './decode-points';

test('maps points of boxes to pixels, with their confidences', () => {
  const points = Float32Array.of(-1, 1, 0, 0.5, 0.9, 0.25, 0, -2, 0, 0, 0, 0);
  const boxes = Float32Array.of(10, 20, 30, 60, 0, 0, 2, 4);
  expect([...decodePoints(points, boxes)]).toEqual([
    ...[10, 40, Math.fround(0.9), 30, 50, 0.25],
    ...[1, 2, 0, -1, 2, 0],
  ]);
});

test('has no keypoints without people', () => {
  expect(decodePoints(new Float32Array(0), new Float32Array(0))).toHaveLength(0);
});
