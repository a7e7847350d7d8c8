import type { Detections } from '@turbo-hoi/core';
import { classified, selectPeople } from './select-people';

const detections: Detections = {
  boxes: Float32Array.from({ length: 20 }, (_, i) => i),
  scores: Float32Array.of(0.4, 0.9, 0.7, 0.8, 0.01),
  classes: Int32Array.of(0, 2, 0, -1, 0),
};

const select = (minScore: number, maxPeople: number) => [
  ...selectPeople(detections, { minScore, maxPeople }),
];

test('returns only people, best first', () => {
  expect(select(0, 10)).toEqual([2, 0, 4]);
});

test('drops people below the least score and beyond the largest number', () => {
  expect(select(0.05, 10)).toEqual([2, 0]);
  expect(select(0.05, 1)).toEqual([2]);
  expect(select(0.95, 10)).toEqual([]);
});

test('proposals of background are no detections', () => {
  const { boxes, scores, classes } = classified(detections);
  expect([...classes]).toEqual([0, 2, 0, 0]);
  expect([...scores]).toEqual([0.4, 0.9, 0.7, 0.01].map(Math.fround));
  expect([...boxes.subarray(8, 16)]).toEqual([8, 9, 10, 11, 16, 17, 18, 19]);
});

test('without detections the result is empty', () => {
  const none = { boxes: new Float32Array(), scores: new Float32Array(), classes: new Int32Array() };
  expect(selectPeople(none, { minScore: 0, maxPeople: 5 })).toHaveLength(0);
  expect(classified(none).classes).toHaveLength(0);
});
