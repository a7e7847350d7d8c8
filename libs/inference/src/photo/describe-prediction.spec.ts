import { actionVocabulary, type DatasetInfo } from '@turbo-hoi/core';
import type { ImagePrediction } from '../predictor/prediction';
import { scoreTriplets } from '../triplets/score-triplets';
import { describePrediction } from './describe-prediction';

// Columns: stand, hit_instr, hit_obj.
const info: DatasetInfo = {
  name: 'pairs',
  actions: actionVocabulary([
    { name: 'stand', roles: [] },
    { name: 'hit', roles: ['instr', 'obj'] },
  ]),
  keypoints: { names: [], mirror: [], sigmas: [], bones: [] },
  objectClasses: ['person', 'ball', 'bat'],
};

/** A person (0), two balls (1, 2), a bat (3); every pair's scores in columns. */
function predicted(
  pairs: readonly (readonly [object: number, scores: readonly number[]])[],
  actions: readonly number[] | null = [0.9, 0.5, 0.75],
): ImagePrediction {
  return {
    imageId: 1,
    detections: {
      boxes: Float32Array.of(0, 0, 10, 20, 2, 2, 4, 4, 5, 5, 7, 7, 8, 2, 12, 4),
      scores: Float32Array.of(1, 0.5, 0.25, 0.5),
      classes: Int32Array.of(0, 1, 1, 2),
    },
    people: Int32Array.of(0),
    personBoxes: Float32Array.of(0, 0, 10, 20),
    personScores: Float32Array.of(1),
    pairs: {
      person: Int32Array.from(pairs, () => 0),
      object: Int32Array.from(pairs, ([object]) => object),
    },
    stages: [
      {
        out: actions && { actions: Float32Array.from(actions) },
        pairs: { actions: Float32Array.from(pairs.flatMap(([, scores]) => [...scores])) },
        keypoints: null,
        attention: null,
      },
    ],
  };
}

const size = { width: 20, height: 20 };
const short = (
  raw: ImagePrediction,
  options = {},
): (readonly [string, string | null, number | null, number])[] =>
  describePrediction(raw, size, info, options).triplets.map(
    ({ action, role, object, rank }) => [action, role, object, Number(rank.toFixed(4))] as const,
  );

const pairs = [
  [1, [0, 0.125, 0.5]],
  [2, [0, 0, 0.75]],
  [3, [0, 0.5, 0.0625]],
] as const;

test('a stage that scores pairs has one triplet per person, action, role and object', () => {
  expect(short(predicted(pairs))).toEqual([
    ['stand', null, null, 0.9],
    ['hit', 'instr', 3, 0.25],
    ['hit', 'obj', 1, 0.25],
    ['hit', 'obj', 2, 0.1875],
    ['hit', 'instr', 1, 0.0625],
  ]);
});

test('the chosen object of a column is scored as scoreTriplets scores it', () => {
  const all = describePrediction(predicted(pairs), size, info).triplets;
  const best = all.find(({ role }) => role === 'obj')!;
  const { targets, roleScores } = scoreTriplets(predicted(pairs), 0, info)!;
  expect(best).toEqual({
    person: 0,
    action: 'hit',
    role: 'obj',
    object: targets[2],
    score: roleScores[2],
    actionScore: 0.5,
    rank: roleScores[2],
  });
});

test('an action whose pairs are all below the minimum has no object', () => {
  const weak = predicted([[1, [0, 0.01, 0.02]]]);
  expect(short(weak)).toEqual([
    ['stand', null, null, 0.9],
    ['hit', 'obj', null, 0.0375],
    ['hit', 'instr', null, 0.025],
  ]);
});

test('classes that are no targets of an action are no objects of it', () => {
  const known = { ...info, targetClasses: [[], [2], [1]] };
  const objects = describePrediction(predicted(pairs), size, known).triplets.map(
    ({ role, object }) => [role, object],
  );
  expect(objects).toEqual([
    [null, null],
    ['instr', 3],
    ['obj', 1],
    ['obj', 2],
  ]);
});

test('a stage with pairs alone, and one without pairs at all', () => {
  expect(short(predicted(pairs, null)).length).toBe(4);
  expect(short(predicted([], null))).toEqual([]);
});

test('minimum display score and number limit what is listed', () => {
  expect(short(predicted(pairs), { minTripletScore: 0.2 })).toHaveLength(3);
  expect(short(predicted(pairs), { maxTriplets: 1 })).toEqual([['stand', null, null, 0.9]]);
});

test('a display score replaces the order, not the score', () => {
  const rank = ({ column, category }: { column: number; category: number | null }) =>
    column === 0 ? 0 : category === 2 ? 1 : 0.5;
  const { triplets } = describePrediction(predicted(pairs), size, info, { rank });
  expect(triplets.map(({ role, object, rank: shown }) => [role, object, shown])).toEqual([
    ['instr', 3, 1],
    ['obj', 1, 0.5],
    ['obj', 2, 0.5],
    ['instr', 1, 0.5],
    [null, null, 0],
  ]);
  expect(triplets[0].score).toBe(0.25);
});

test.each([NaN, -0.1, 1.5])('refuses a display score of %d', (value) => {
  expect(() => describePrediction(predicted(pairs), size, info, { rank: () => value })).toThrow(
    expect.objectContaining({ kind: 'plugin', message: expect.stringContaining(`${value}`) }),
  );
});

test('a photo without people has no triplets', () => {
  const empty = {
    ...predicted([]),
    people: new Int32Array(),
    personBoxes: new Float32Array(),
    personScores: new Float32Array(),
    stages: [{ ...predicted([], []).stages[0] }],
  };
  expect(short(empty)).toEqual([]);
});
