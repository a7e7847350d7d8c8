import { compareBoxes, type FoundBoxes } from './compare-boxes';

const boxes = (...corners: number[]): FoundBoxes => ({
  boxes: Float32Array.from(corners.flatMap((x) => [x, 0, x + 10, 10])),
  labels: corners.map(() => 1),
  scores: corners.map((_, i) => 1 - i / 10),
});

test('reports the largest difference of an edge, in any order of the boxes', () => {
  const expected = boxes(0, 50);
  const found = { ...boxes(50.5, 0), scores: [0.75, 1] };
  const { distance, score, decided } = compareBoxes(found, expected, expected);
  expect([distance, decided]).toEqual([0.5, 2]);
  expect(score).toBeCloseTo(0.15);
});

test('a missing box and an additional one both have a large distance', () => {
  expect(compareBoxes(boxes(0), boxes(0, 50), boxes(0, 50)).distance).toBe(50);
  expect(compareBoxes(boxes(0, 50), boxes(0), boxes(0)).distance).toBe(50);
  expect(compareBoxes(boxes(), boxes(0), boxes(0)).distance).toBe(Infinity);
});

test('does not match a box of another label', () => {
  const other = { ...boxes(0), labels: [2] };
  expect(compareBoxes(other, boxes(0), boxes(0)).distance).toBe(Infinity);
});

test('boxes on which both precisions disagree are optional', () => {
  const [double, single] = [boxes(0, 50), boxes(0, 90)];
  for (const found of [boxes(0), boxes(0, 50), boxes(0, 90)]) {
    expect(compareBoxes(found, double, single)).toMatchObject({
      distance: 0,
      decided: 1,
      total: 2,
    });
  }
});

test('nothing to compare is no match', () => {
  expect(compareBoxes(boxes(0), boxes(0), boxes(90)).distance).toBe(Infinity);
  expect(compareBoxes(boxes(), boxes(), boxes()).distance).toBe(Infinity);
});

test('a NaN box matches no box', () => {
  expect(compareBoxes(boxes(NaN), boxes(0), boxes(0)).distance).toBe(Infinity);
});
