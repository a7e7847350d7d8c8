import type { XyxyBox } from '@turbo-hoi/core';
import { person, proposalsOf, sampleOf } from '../testing/sample-fixture';
import { objectRows, sampleObjects } from './object-rows';

const runner = person([0, 0, 4, 4]);
const CUP: XyxyBox = [4, 0, 6, 2];
const CHAIR: XyxyBox = [6, 0, 8, 4];
const objects = [
  { annotationId: 7, box: CUP, category: 1 },
  { annotationId: 8, box: CHAIR, category: 2 },
];
const sample = sampleOf([runner], objects);
const rowsOf = (proposals: ReturnType<typeof proposalsOf>, limit = 3) =>
  objectRows([sample], [proposals], limit);

test('keeps the classes of detections, including people, and pads with class -1', () => {
  const { boxes, classes, scores, imageIndex } = objectRows(
    [sampleOf([]), sample],
    [proposalsOf(), proposalsOf([runner.box, 0], [CUP, 1])],
    3,
  );
  expect([...classes]).toEqual([-1, -1, -1, 0, 1, -1]);
  expect([...imageIndex]).toEqual([0, 0, 0, 1, 1, 1]);
  expect([...scores]).toEqual([0, 0, 0, 1, 1, 0]);
  expect([...boxes.subarray(16, 24)]).toEqual([...CUP, 0, 0, 1, 1]);
});

test('gives an unclassified proposal the class of its matching annotation, or leaves it out', () => {
  const { classes } = rowsOf(proposalsOf([[0, 0, 1, 1], -1], [CHAIR, -1], [runner.box, -1]));
  expect([...classes]).toEqual([2, 0, -1]);
});

test('selects one detection of every annotation before any second one', () => {
  const { classes } = rowsOf(proposalsOf([CUP, 1], [[4, 0, 6, 1.9], 1], [CHAIR, 2]), 2);
  expect([...classes]).toEqual([1, 2]);
});

test('leaves out invalid boxes', () => {
  expect([...rowsOf(proposalsOf([[4, 0, 4, 2], 1], [[NaN, 0, 1, 1], 1])).classes]).toEqual([
    -1, -1, -1,
  ]);
});

test('counts annotated objects beyond the limit, not false or second detections', () => {
  const proposals = proposalsOf([CUP, 1], [[4, 0, 6, 1.9], 1], [CHAIR, 2], [[0, 0, 1, 1], 1]);
  const count = (limit: number) => sampleObjects([sample], [proposals], limit).objects;
  expect(count(1)).toEqual({ found: 2, left: 1 });
  expect(count(2)).toEqual({ found: 2, left: 0 });
});
