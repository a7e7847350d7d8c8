import { selectDetections } from './select-detections';

const image = { width: 100, height: 80 };
const options = { score: 0.05, iou: 0.5, limit: 100 };

/** Two proposals, three classes with the background; deltas of 0. */
const given = (logits: number[]) => ({
  proposals: Float32Array.of(10, 10, 30, 30, 11, 10, 31, 30),
  logits: Float32Array.from(logits),
  deltas: new Float32Array(2 * 4 * 2),
  classes: 3,
});

test('background is never a detection', () => {
  expect(selectDetections(given([20, 0, 0, 20, 0, 0]), image, options).classes).toHaveLength(0);
});

test('suppresses within a class, not across classes', () => {
  const same = selectDetections(given([0, 9, 0, 0, 8, 0]), image, options);
  expect([...same.classes]).toEqual([1]);
  expect([...same.boxes]).toEqual([10, 10, 30, 30]);
  const others = selectDetections(given([0, 8, 0, 0, 0, 9]), image, options);
  expect([...others.classes]).toEqual([2, 1]);
  expect(others.scores[0]).toBeCloseTo(1 / (1 + 2 * Math.exp(-9)), 5);
});

test('box voting moves a box towards those that it suppressed', () => {
  const { boxes, scores } = selectDetections(given([0, 9, 0, 0, 9, 0]), image, {
    ...options,
    voting: 0.5,
  });
  expect([...boxes].map((side) => Number(side.toFixed(3)))).toEqual([10.5, 10, 30.5, 30]);
  expect(scores[0]).toBeCloseTo(1 / (1 + 2 * Math.exp(-9)), 5);
});

test('keeps the best `limit` detections', () => {
  const few = selectDetections(given([0, 8, 0, 0, 0, 9]), image, { ...options, limit: 1 });
  expect([...few.classes]).toEqual([2]);
});

test('returns no detections without proposals', () => {
  const none = { ...given([]), proposals: new Float32Array(0), deltas: new Float32Array(0) };
  expect(selectDetections(none, image, options).boxes).toHaveLength(0);
});

test('a proposal with NaN logits is no detection', () => {
  const broken = given([NaN, NaN, NaN, 0, 9, 0]);
  expect([...selectDetections(broken, image, options).classes]).toEqual([1]);
});
