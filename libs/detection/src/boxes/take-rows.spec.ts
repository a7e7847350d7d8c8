import { isUsableBox, takeDetections, takeRows } from './take-rows';

test('returns rows in the order of the indices', () => {
  expect([...takeRows(Float32Array.of(0, 1, 2, 3, 4, 5), 2, [2, 0])]).toEqual([4, 5, 0, 1]);
});

test('returns detections with box, score and class', () => {
  const detections = {
    boxes: Float32Array.of(0, 0, 1, 1, 2, 2, 3, 3),
    scores: Float32Array.of(0.5, 0.25),
    classes: Int32Array.of(7, -1),
  };
  expect(takeDetections(detections, [1])).toEqual({
    boxes: Float32Array.of(2, 2, 3, 3),
    scores: Float32Array.of(0.25),
    classes: Int32Array.of(-1),
  });
  expect(takeDetections(detections, []).boxes).toHaveLength(0);
});

test.each([
  ['a box', [0, 0, 1, 1], true],
  ['one without width', [1, 0, 1, 1], false],
  ['an inverted one', [4, 4, 1, 1], false],
  ['NaN', [0, 0, NaN, 1], false],
  ['an infinite one', [0, 0, Infinity, 1], false],
])('%s is usable: %p → %p', (_, box, usable) => {
  expect(isUsableBox([9, 9, 9, 9, ...box], 1)).toBe(usable);
});

test('returns detections with their skeletons, also none of them', () => {
  const detections = {
    boxes: new Float32Array(8),
    scores: new Float32Array(2),
    classes: new Int32Array(2),
    keypoints: Float32Array.of(1, 2, 0.5, 3, 4, 0.25, 5, 6, 0.75, 0, 0, 0),
  };
  expect([...takeDetections(detections, [1]).keypoints!]).toEqual([5, 6, 0.75, 0, 0, 0]);
  const none = takeDetections(detections, []);
  expect(none.keypoints).toEqual(new Float32Array(0));
  expect(takeDetections(none, []).keypoints).toEqual(new Float32Array(0));
});
