import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRng } from '@turbo-hoi/core';
import { nms, sortedByScore } from './nms';

interface Case {
  readonly boxes: number[];
  readonly scores: number[];
  readonly groups: number[];
  readonly iou: number;
  readonly kept: number[];
}

const cases = JSON.parse(readFileSync(join(__dirname, '__golden__/nms.json'), 'utf8')) as Case[];

const run = ({ boxes, scores, groups, iou }: Omit<Case, 'kept'>, limit = Infinity) => [
  ...nms(Float32Array.from(boxes), Float32Array.from(scores), Int32Array.from(groups), {
    iou,
    limit,
  }),
];

test.each(cases.map((c) => [c.scores.length, c] as const))(
  'keeps the same of %d boxes as batched_nms',
  (_, { kept, ...given }) => {
    expect(run(given)).toEqual(kept);
    expect(run(given, 7)).toEqual(kept.slice(0, 7));
  },
);

const pair = { boxes: [0, 0, 10, 10, 0, 0, 10, 9], groups: [0, 0], iou: 0.5 };

test('boxes of different groups do not suppress each other', () => {
  expect(run({ ...pair, scores: [0.5, 0.6] })).toEqual([1]);
  expect(run({ ...pair, scores: [0.5, 0.6], groups: [0, 1] })).toEqual([1, 0]);
});

test('of two boxes with equal scores the first is kept', () => {
  expect(run({ ...pair, scores: [0.5, 0.5] })).toEqual([0]);
});

test('a box whose IoU equals the threshold is kept', () => {
  expect(run({ ...pair, scores: [2, 1], iou: 0.9 })).toEqual([0, 1]);
});

test('a box with NaN is dropped and suppresses no other', () => {
  expect(run({ ...pair, scores: [NaN, 0.1] })).toEqual([1]);
  expect(run({ ...pair, boxes: [NaN, 0, 10, 10, 0, 0, 10, 9], scores: [1, 0.1] })).toEqual([1]);
  expect([...sortedByScore(Float32Array.of(NaN, 1, 3, NaN, 2))]).toEqual([2, 4, 1]);
});

test('suppresses 12,000 boxes within 150 ms', () => {
  const rng = createRng(1);
  const boxes = new Float32Array(4 * 12_000).map(() => rng.uniform(0, 900));
  for (let i = 0; i < boxes.length; i += 4) {
    boxes[i + 2] = boxes[i] + rng.uniform(10, 200);
    boxes[i + 3] = boxes[i + 1] + rng.uniform(10, 200);
  }
  const scores = new Float32Array(12_000).map(() => rng.next());
  const took = Array.from({ length: 4 }, () => {
    const before = performance.now();
    nms(boxes, scores, new Int32Array(12_000), { iou: 0.7, limit: 2000 });
    return performance.now() - before;
  });
  // About 8 ms outside jest's sandbox on an idle machine; comparing all pairs took 70 ms.
  expect(Math.min(...took)).toBeLessThan(150);
});
