import { decodeCenternet } from './decode-centernet';

const rows = Float32Array.of(1, 2, 3, 4, 0.75, 30, 5, 6, 7, 8, 0.25, 0, 9, 9, 9, 9, NaN, 1);

test('reads the rows of at least minScore', () => {
  expect(decodeCenternet(rows, 0.5)).toEqual({
    boxes: Float32Array.of(1, 2, 3, 4),
    scores: Float32Array.of(0.75),
    classes: Int32Array.of(30),
  });
  expect([...decodeCenternet(rows, 0.25).classes]).toEqual([30, 0]);
});

test('returns no detections for no rows', () => {
  expect(decodeCenternet(new Float32Array(0), 0).boxes).toHaveLength(0);
});
