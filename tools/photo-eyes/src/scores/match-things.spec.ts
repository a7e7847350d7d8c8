import type { Thing } from '../photos/coco-photos';
import { matchThings } from './match-things';

const thing = (x: number, classId: number): Thing => ({
  box: [x, 0, x + 10, 10],
  classId,
  keypoints: null,
});
const found = (...rows: [x: number, classId: number, score: number][]) => ({
  boxes: Float32Array.from(rows.flatMap(([x]) => [x, 0, x + 10, 10])),
  scores: Float32Array.from(rows, ([, , score]) => score),
  classes: Int32Array.from(rows, ([, classId]) => classId),
});

test('the best box of the class gets the thing, a second one nothing', () => {
  expect([...matchThings(found([1, 3, 0.5], [0, 3, 0.9]), [thing(0, 3)])]).toEqual([-1, 0]);
});

test('another class or a box elsewhere is no match', () => {
  expect([...matchThings(found([0, 4, 0.9], [8, 3, 0.9]), [thing(0, 3)])]).toEqual([-1, -1]);
});

test('a NaN score is no match, and nothing matches nothing', () => {
  expect([...matchThings(found([0, 3, NaN]), [thing(0, 3)])]).toEqual([-1]);
  expect(matchThings(found(), [thing(0, 3)])).toHaveLength(0);
});
