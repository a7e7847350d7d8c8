import { mergeBoxes, seenChance, type SeenBoxes } from './merge-boxes';

type Row = readonly [
  box: number[],
  score: number,
  classId: number,
  column: number,
  weight?: number,
];

function seen(...rows: readonly Row[]): SeenBoxes {
  return {
    boxes: Float32Array.from(rows.flatMap(([box]) => box)),
    scores: Float32Array.from(rows, ([, score]) => score),
    classes: Int32Array.from(rows, ([, , classId]) => classId),
    columns: rows.map(([, , , column]) => column),
    weights: rows.map(([, score, , , weight = score]) => weight),
  };
}

test('boxes of one class at one place become their weighted mean, with the best score of each view', () => {
  const rows: Row[] = [
    [[0, 0, 10, 10], 0.75, 3, 0, 3],
    [[0, 0, 14, 10], 0.5, 3, 1, 1],
    [[0, 0, 10, 10], 0.25, 3, 1, 0],
  ];
  expect(mergeBoxes(seen(...rows), 2, 0.5)).toMatchObject([
    { box: [0, 0, 11, 10], classId: 3, scores: [0.75, 0.5] },
  ]);
});

test('a box joins the group that it overlaps most', () => {
  const merged = mergeBoxes(
    seen([[0, 0, 10, 10], 0.9, 0, 0], [[5, 0, 15, 10], 0.8, 0, 0], [[4, 0, 14, 10], 0.7, 0, 1]),
    2,
    0.4,
  );
  expect(merged.map(({ scores }) => scores[1])).toEqual([0, expect.closeTo(0.7, 6)]);
});

test('classes and places stay apart', () => {
  const merged = mergeBoxes(
    seen([[0, 0, 10, 10], 0.9, 0, 0], [[0, 0, 10, 10], 0.8, 1, 0], [[20, 0, 30, 10], 0.7, 0, 0]),
    1,
    0.5,
  );
  expect(merged).toHaveLength(3);
});

test('leaves out NaN scores, NaN boxes and boxes without area', () => {
  const rows: Row[] = [
    [[0, 0, 10, 10], NaN, 0, 0],
    [[0, NaN, 10, 10], 0.5, 0, 0],
    [[5, 0, 5, 10], 0.5, 0, 0],
    [[9, 0, 5, 10], 0.5, 0, 0],
  ];
  expect(mergeBoxes(seen(...rows), 1, 0.5)).toEqual([]);
  expect(mergeBoxes(seen(), 1, 0.5)).toEqual([]);
});

test('the chance of having been seen grows with every view', () => {
  expect(seenChance({ scores: [0.5, 0, 0.5] })).toBe(0.75);
  expect(seenChance({ scores: [0, 0] })).toBe(0);
});
