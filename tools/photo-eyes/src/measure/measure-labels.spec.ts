import { measureLabels } from './measure-labels';

const photo = { file: 'a.jpg', personBox: [0, 0, 10, 20] as const, objects: ['cup'] };
const names = ['person', 'cup', 'bottle'];

function found(rows: readonly [box: number[], classId: number][]) {
  const detections = {
    boxes: Float32Array.from(rows.flatMap(([box]) => box)),
    scores: Float32Array.from(rows, (_, i) => 1 / (i + 2)),
    classes: Int32Array.from(rows, ([, classId]) => classId),
  };
  return new Map([['a.jpg', { file: 'a.jpg', width: 10, height: 20, found: detections }]]);
}

test('person and object count where they are among the best boxes', () => {
  const bottles = Array.from({ length: 15 }, (): [number[], number] => [[0, 0, 1, 1], 2]);
  const rows: [number[], number][] = [[[0, 0, 10, 18], 0], ...bottles, [[5, 5, 6, 6], 1]];
  expect(measureLabels([photo], found(rows), names)).toMatchObject([
    { most: 10, person: 1, object: 0, both: 0, boxes: 10 },
    { most: 20, person: 1, object: 1, both: 1, boxes: 17 },
    { most: 40 },
    { most: Infinity, boxes: 17 },
  ]);
});

test('a person elsewhere is not the labelled one, and no boxes are no hits', () => {
  expect(measureLabels([photo], found([[[50, 0, 60, 20], 0]]), names)[0].person).toBe(0);
  expect(measureLabels([photo], found([]), names)[0]).toMatchObject({ person: 0, object: 0 });
});
