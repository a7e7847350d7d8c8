import { compareBoxes, type FoundBoxes } from './compare-boxes';

const boxes = (...corners: number[]): FoundBoxes => ({
  boxes: Float32Array.from(corners.flatMap((x) => [x, 0, x + 10, 10])),
  labels: corners.map(() => 1),
  scores: corners.map((_, i) => 1 - i / 10),
});

test('the order does not count, the largest difference of an edge does', () => {
  const expected = boxes(0, 50);
  const found = { ...boxes(50.5, 0), scores: [0.75, 1] };
  const { distance, score, decided } = compareBoxes(found, expected, expected);
  expect([distance, decided]).toEqual([0.5, 2]);
  expect(score).toBeCloseTo(0.15);
});

test('a box that is missing and one too many are both far off', () => {
  expect(compareBoxes(boxes(0), boxes(0, 50), boxes(0, 50)).distance).toBe(50);
  expect(compareBoxes(boxes(0, 50), boxes(0), boxes(0)).distance).toBe(50);
  expect(compareBoxes(boxes(), boxes(0), boxes(0)).distance).toBe(Infinity);
});

test('a box of another label is none', () => {
  const other = { ...boxes(0), labels: [2] };
  expect(compareBoxes(other, boxes(0), boxes(0)).distance).toBe(Infinity);
});

test('boxes on which both precisions disagree may be there or not', () => {
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

test('a box that is not a number is nowhere', () => {
  expect(compareBoxes(boxes(NaN), boxes(0), boxes(0)).distance).toBe(Infinity);
});
