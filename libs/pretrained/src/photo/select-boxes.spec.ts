import { selectBoxes } from './select-boxes';

type Row = readonly [box: number[], score: number, classId: number];
const options = { scoreThreshold: 0.1, maxDetections: 3 };

function keep(...rows: readonly Row[]) {
  const { scores } = selectBoxes(
    {
      boxes: Float32Array.from(rows.flatMap(([box]) => box)),
      scores: Float32Array.from(rows, ([, score]) => score),
      classes: Int32Array.from(rows, ([, , classId]) => classId),
    },
    options,
  );
  return Array.from(scores, (score) => Number(score.toFixed(3)));
}

const HERE = [0, 0, 100, 100];

test('a second box of a class goes', () => {
  expect(keep([HERE, 0.5, 4], [[0, 0, 100, 80], 0.6, 4])).toEqual([0.6]);
  expect(keep([HERE, 0.5, 4], [[0, 50, 100, 150], 0.6, 4])).toEqual([0.6, 0.5]);
});

test('an unlikely class at the place of a likely one goes, a possible one stays', () => {
  expect(keep([HERE, 0.9, 4], [HERE, 0.2, 5])).toEqual([0.9]);
  expect(keep([HERE, 0.9, 4], [HERE, 0.4, 5])).toEqual([0.9, 0.4]);
  expect(keep([HERE, 0.9, 4], [[0, 0, 100, 60], 0.2, 5])).toEqual([0.9, 0.2]);
});

test('a person and what fills the same box both stay', () => {
  expect(keep([HERE, 0.9, 0], [HERE, 0.12, 5])).toEqual([0.9, 0.12]);
});

test('an unlikely part of a person goes, a likely person in front stays', () => {
  const part = [10, 10, 50, 50];
  expect(keep([HERE, 0.9, 0], [part, 0.12, 0])).toEqual([0.9]);
  expect(keep([HERE, 0.9, 0], [part, 0.4, 0])).toEqual([0.9, 0.4]);
  expect(keep([HERE, 0.9, 1], [part, 0.12, 1])).toEqual([0.9, 0.12]);
});

test('best first, not more than asked for, none below the threshold', () => {
  const far = (i: number) => [200 * i, 0, 200 * i + 50, 50];
  expect(keep(...[0.2, 0.9, 0.05, 0.4, 0.3].map((score, i): Row => [far(i), score, 4]))).toEqual([
    0.9, 0.4, 0.3,
  ]);
});

test('leaves out NaN scores, NaN boxes and boxes without area', () => {
  expect(keep([HERE, NaN, 4], [[0, 0, 0, 10], 0.9, 4], [[NaN, 0, 9, 9], 0.9, 4])).toEqual([]);
  expect(keep()).toEqual([]);
});
