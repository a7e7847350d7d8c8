import type { AnnotatedPhoto } from '../photos/coco-photos';
import { explainBoxes, sizeOf } from './explain-boxes';

const CUP = 41;
const BOTTLE = 39;
const photo: AnnotatedPhoto = {
  ...{ file: 'a.jpg', path: 'a.jpg', width: 100, height: 100 },
  things: [
    { box: [0, 0, 20, 80], classId: 0, keypoints: null },
    { box: [50, 50, 60, 60], classId: CUP, keypoints: null },
  ],
};

function explain(...rows: [box: number[], classId: number, score: number][]) {
  return explainBoxes(photo, {
    boxes: Float32Array.from(rows.flatMap(([box]) => box)),
    classes: Int32Array.from(rows, ([, classId]) => classId),
    scores: Float32Array.from(rows, ([, , score]) => score),
  });
}

test('a right box, and beside it one of another class', () => {
  const { things, others } = explain([[50, 50, 60, 60], BOTTLE, 0.9], [[50, 50, 60, 61], CUP, 0.5]);
  expect(things[1]).toMatchObject({ row: 1, confused: null, duplicate: { classId: BOTTLE } });
  expect(others).toEqual([]);
});

test('a wrong class where the right one is missing, the rest are second boxes and others', () => {
  const here = [50, 50, 60, 60];
  const { things, others } = explain([here, BOTTLE, 0.9], [here, 45, 0.5], [here, 46, 0.4]);
  expect(things[1]).toMatchObject({
    ...{ row: null, right: null },
    ...{ confused: { classId: BOTTLE }, duplicate: { classId: 45 } },
  });
  expect(others).toMatchObject([{ classId: 46 }]);
});

test('a person in a person is a part, elsewhere it is another box', () => {
  const { parts, others } = explain([[0, 0, 20, 20], 0, 0.5], [[70, 0, 90, 80], 0, 0.4]);
  expect([parts.length, others.length]).toEqual([1, 1]);
});

test('without detections everything is missed', () => {
  const { things, parts, others } = explain();
  expect(things.map(({ right, confused }) => [right, confused])).toEqual([
    [null, null],
    [null, null],
  ]);
  expect([...parts, ...others]).toEqual([]);
});

test('the size is relative to a fifth of the image', () => {
  expect(sizeOf({ photo, box: [0, 0, 20, 20] })).toBeCloseTo(0, 9);
  expect(sizeOf({ photo, box: [0, 0, 0, 20] })).toBeCloseTo(Math.log(0.05), 9);
});
