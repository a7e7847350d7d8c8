import { createRng } from '@turbo-hoi/core';
import { HicoEvaluator } from '../hico/hico-evaluator';
import type { ApLosses } from './ap-losses';
import { HicoDiagnosis } from './hico-diagnosis';

type Box = readonly number[];
const PERSON = [1, 1, 40, 80];
const NEAR_PERSON = [18, 1, 57, 80];
const OTHER = [101, 1, 140, 80];
const CUP = [10, 10, 19, 19];
const NEAR_CUP = [15, 10, 24, 19];
const CAN = [120, 10, 129, 19];
const NOWHERE = [300, 300, 339, 339];

const [HOLD_CUP, WASH_CUP, HOLD_CAN] = [0, 1, 2];
const HOIS = [
  { verb: 0, object: 41, trainingPairs: 9 },
  { verb: 1, object: 41, trainingPairs: 10 },
  { verb: 0, object: 39, trainingPairs: 10 },
];

interface Pair {
  readonly hoi: number;
  readonly human: Box;
  readonly object: Box;
}

interface Scored extends Pair {
  readonly score: number;
}

// Every HOI has a pair that is found last, so that wrong detections come before it.
const annotated: readonly Pair[] = [
  { hoi: HOLD_CUP, human: PERSON, object: CUP },
  { hoi: WASH_CUP, human: OTHER, object: CAN },
  { hoi: HOLD_CAN, human: OTHER, object: CAN },
];
const found: readonly Scored[] = annotated.map((pair) => ({ ...pair, score: 0.5 }));
const wrong = (changes: Partial<Pair>): Scored => ({ ...annotated[0], score: 0.9, ...changes });

describe('what a single kind of error costs', () => {
  test.each([
    ['the box of the person', 'personBox', { human: NEAR_PERSON }],
    ['the box of the object', 'objectBox', { object: NEAR_CUP }],
    ['another object', 'target', { object: NOWHERE }],
    ['the class of the object', 'objectClass', { hoi: HOLD_CAN }],
  ] as const)('%s, with nothing else that finds the pair', (_, cause, changes) => {
    const losses = diagnose([[annotated, [wrong(changes), ...found.slice(1)]]]);
    // A detection of another HOI is also before the right one of that.
    const lost = cause === 'objectClass' ? 100 / 3 + 100 / 6 : 100 / 3;
    expect(losses.ap).toBeCloseTo(100 - lost, 10);
    expect(nonZero(losses)).toEqual({ [cause]: expect.closeTo(lost, 10) });
    expect(losses.perfect).toBeCloseTo(100, 10);
  });

  test.each([
    ['the action', 'action', { hoi: WASH_CUP }],
    ['a person where nobody is', 'background', { human: NOWHERE }],
    ['a person in a wrong box with another object', 'several', { human: NEAR_PERSON, object: CAN }],
  ] as const)('%s, before the right one', (_, cause, changes) => {
    const losses = diagnose([[annotated, [wrong(changes), ...found]]]);
    expect(losses.ap).toBeCloseTo(100 - 100 / 6, 10);
    expect(nonZero(losses)).toEqual({ [cause]: expect.closeTo(100 / 6, 10) });
    expect(losses.perfect).toBeCloseTo(100, 10);
  });

  test('duplicates', () => {
    const second = { hoi: HOLD_CUP, human: OTHER, object: CAN };
    const rows = [wrong({}), wrong({}), { ...second, score: 0.1 }, ...found.slice(1)];
    const losses = diagnose([[[...annotated, second], rows]]);
    // Precision 1 at the recall levels up to 0.5, then 2/3.
    expect(losses.ap).toBeCloseTo((100 / 3) * (2 + (6 + 5 * (2 / 3)) / 11), 10);
    expect(nonZero(losses)).toEqual({ duplicate: expect.closeTo(100 - losses.ap!, 10) });
    expect(losses.perfect).toBeCloseTo(100, 10);
  });

  test('a pair that is not found', () => {
    const losses = diagnose([[annotated, found.slice(1)]]);
    expect(losses.ap).toBeCloseTo(200 / 3, 10);
    expect(nonZero(losses)).toEqual({ missed: expect.closeTo(100 / 3, 10) });
  });
});

test('what could be put right is left out where its pair has been found', () => {
  const losses = diagnose([[annotated, [wrong({ object: NEAR_CUP }), ...found]]]);
  expect(nonZero(losses)).toEqual({ objectBox: expect.closeTo(100 / 6, 10) });
});

test('an HOI without a pair keeps an AP of 0, as in the official code', () => {
  expect(diagnose([[annotated.slice(0, 2), found]]).perfect).toBeCloseTo(200 / 3, 10);
});

test('as it is, mAP is the evaluator’s; nothing gets worse by being made perfect; with everything perfect it is 100', () => {
  const rng = createRng(3);
  const diagnosis = new HicoDiagnosis(HOIS);
  const evaluator = new HicoEvaluator(HOIS);
  const pair = (jitter: number) => {
    const [x, y] = [60 * rng.int(2), 60 * rng.int(2)];
    const shift = () => (jitter > 0 ? rng.int(jitter) : 0);
    const [a, b] = [x + shift(), y + shift()];
    return {
      hoi: rng.int(HOIS.length),
      human: [a, 1, a + 39, 80],
      object: [b, 100, b + 39, 139],
    };
  };
  for (let i = 0; i < 60; i++) {
    const pairs = unique(Array.from({ length: rng.int(4) }, () => pair(0)));
    const rows = Array.from({ length: rng.int(12) }, () => ({ ...pair(24), score: rng.next() }));
    const [image, detections] = [imageOf(pairs), detectionsOf(rows)];
    diagnosis.add(image, detections);
    evaluator.add(image, detections);
  }
  const { ap, causes, perfect } = diagnosis.result();
  expect(ap).toBe(evaluator.result().default.full);
  expect(perfect).toBeCloseTo(100, 10);
  for (const { loss } of causes) expect(loss).toBeGreaterThan(-1e-9);
  expect(causes.filter(({ loss }) => loss! > 0)).toHaveLength(causes.length);
});

function diagnose(images: readonly (readonly [readonly Pair[], readonly Scored[]])[]) {
  const diagnosis = new HicoDiagnosis(HOIS);
  for (const [pairs, rows] of images) diagnosis.add(imageOf(pairs), detectionsOf(rows));
  return diagnosis.result();
}

function imageOf(pairs: readonly Pair[]) {
  return {
    hois: pairs.map(({ hoi }) => hoi),
    humanBoxes: Float64Array.from(pairs.flatMap(({ human }) => human)),
    objectBoxes: Float64Array.from(pairs.flatMap(({ object }) => object)),
  };
}

function detectionsOf(rows: readonly Scored[]) {
  return {
    ...imageOf(rows),
    hois: Int32Array.from(rows, ({ hoi }) => hoi),
    scores: Float64Array.from(rows, ({ score }) => score),
  };
}

function unique(pairs: readonly Pair[]): Pair[] {
  return [...new Map(pairs.map((pair) => [JSON.stringify(pair), pair])).values()];
}

function nonZero({ causes }: ApLosses) {
  return Object.fromEntries(
    causes.filter(({ loss }) => Math.abs(loss!) > 1e-9).map(({ cause, loss }) => [cause, loss]),
  );
}
