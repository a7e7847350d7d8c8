import { actionVocabulary, createRng } from '@turbo-hoi/core';
import { VcocoEvaluator } from '../vcoco/vcoco-evaluator';
import type { VcocoImage } from '../vcoco/vcoco-image';
import type { ApLosses } from './ap-losses';
import { VcocoDiagnosis } from './vcoco-diagnosis';
import type { RoleCandidates } from './vcoco-judgements';

type Box = readonly number[];
const NONE = [NaN, NaN, NaN, NaN];
const EMPTY = [0, 0, 0, 0];
const ALICE = [0, 0, 39, 79];
// Overlaps Alice by 2/5.
const HALF_ALICE = [24, 0, 63, 79].map((value, i) => (i % 2 ? value : value - 7));
const BOB = [100, 0, 139, 79];
const CUP = [10, 10, 19, 19];
const NEAR_CUP = [15, 10, 24, 19];
const CAN = [120, 10, 129, 19];
const NOWHERE = [200, 200, 239, 279];

interface Person {
  readonly box: Box;
  /** Undefined: does not drink; null: of what is not annotated. */
  readonly drinks?: Box | null;
}

interface Row {
  readonly box: Box;
  readonly score: number;
  readonly target: Box;
}

const vocabulary = actionVocabulary([{ name: 'drink', roles: ['instr'] }]);
const people: readonly Person[] = [
  { box: ALICE, drinks: CUP },
  { box: BOB, drinks: CAN },
];
const right = { box: BOB, score: 0.1, target: CAN };
const alice = { box: ALICE, score: 0.9, target: CUP };

/** AP of a right detection after a wrong one, with the other person missing or last. */
const HALF_BEHIND = 25;
const BOTH_BEHIND = (100 * 2) / 3;

describe('what a single kind of error costs', () => {
  test.each([
    ['duplicates', 'duplicate', [alice, { ...alice, score: 0.8 }], 100 * (0.5 + 0.5 * (2 / 3))],
    [
      'background',
      'background',
      [
        { ...alice, box: NOWHERE },
        { ...alice, score: 0.5 },
      ],
      BOTH_BEHIND,
    ],
    ["people's boxes", 'personBox', [{ ...alice, box: HALF_ALICE }], HALF_BEHIND],
  ] as const)('%s', (_, cause, rows, ap) => {
    const { agent, role } = diagnose([[people, [...rows, right]]]);
    for (const losses of [agent, role.scenario1, role.scenario2]) {
      expect(losses.ap).toBeCloseTo(ap, 10);
      expect(nonZero(losses)).toEqual({ [cause]: expect.closeTo(100 - ap, 10) });
      expect(losses.perfect).toBe(100);
    }
  });

  test('actions', () => {
    const idle = { box: [300, 0, 339, 79] };
    const rows = [{ box: idle.box, score: 0.95, target: CUP }, alice, right];
    const { agent, role } = diagnose([[[...people, idle], rows]]);
    for (const losses of [agent, role.scenario1]) {
      expect(losses.ap).toBeCloseTo(BOTH_BEHIND, 10);
      expect(nonZero(losses)).toEqual({ action: expect.closeTo(100 - BOTH_BEHIND, 10) });
      expect(losses.perfect).toBe(100);
    }
  });

  test('a person who is not found, for whom a detection of the highest score is added', () => {
    const { agent, role } = diagnose([[people, [right]]]);
    for (const losses of [agent, role.scenario1]) {
      expect(losses.ap).toBe(50);
      expect(nonZero(losses)).toEqual({ missed: 50 });
      expect(losses.perfect).toBe(100);
    }
  });

  test('two things that are wrong at once', () => {
    const idle = { box: [300, 0, 339, 79] };
    const rows = [{ ...alice, box: [317, 0, 356, 79] }, { ...alice, score: 0.5 }, right];
    const { agent } = diagnose([[[...people, idle], rows]]);
    expect(agent.ap).toBeCloseTo(BOTH_BEHIND, 10);
    expect(nonZero(agent)).toEqual({ several: expect.closeTo(100 - BOTH_BEHIND, 10) });
  });
});

describe('what a wrong target costs, which agents do not lose', () => {
  const candidates = (boxes: readonly Box[], isAllowed = true): RoleCandidates => ({
    boxes: Float32Array.from(boxes.flat()),
    isAllowed: () => isAllowed,
  });
  test.each([
    ['its box', 'objectBox', NEAR_CUP, null],
    ['another object', 'target', CAN, null],
    ['another object, although the right one was detected', 'target', CAN, candidates([CUP])],
    ['none', 'target', EMPTY, null],
    ['detected as a class that is not allowed', 'objectClass', CAN, candidates([CUP], false)],
    ['not detected', 'missed', CAN, candidates([CAN])],
  ] as const)('%s', (_, cause, target, found) => {
    const { agent, role } = diagnose([[people, [{ ...alice, target }, right]]], found);
    expect(agent.ap).toBe(100);
    for (const losses of [role.scenario1, role.scenario2]) {
      expect(losses.ap).toBe(HALF_BEHIND);
      expect(nonZero(losses)).toEqual({ [cause]: 100 - HALF_BEHIND });
      expect(losses.perfect).toBe(100);
    }
  });

  test('a target that is not annotated counts in scenario 1 alone', () => {
    const unseen = [{ box: ALICE, drinks: null }, people[1]];
    const { role } = diagnose([[unseen, [alice, right]]]);
    expect(nonZero(role.scenario1)).toEqual({ target: 100 - HALF_BEHIND });
    expect(role.scenario2.ap).toBe(100);
  });
});

test('people without annotated actions are of no account', () => {
  const image = { ...imageOf([people[0]]), annotated: Uint8Array.of(0), actions: Uint8Array.of(0) };
  const diagnosis = new VcocoDiagnosis(vocabulary);
  diagnosis.add(image, detectionsOf([alice]));
  diagnosis.add(imageOf(people), detectionsOf([alice, right]));
  expect(diagnosis.result().agent).toMatchObject({ ap: 100, perfect: 100 });
});

test('an image without people, one without detections, and none', () => {
  const nothing = new VcocoDiagnosis(vocabulary).result().role.scenario1;
  expect(nothing).toMatchObject({ ap: null, perfect: null });
  expect(nothing.causes.every(({ loss }) => loss === null)).toBe(true);
  const { agent } = diagnose([
    [[], [alice]],
    [people, []],
  ]);
  expect(agent).toMatchObject({ ap: 0, perfect: 100 });
  expect(nonZero(agent)).toEqual({ missed: 100 });
});

test('as it is, AP is the evaluator’s; nothing gets worse by being made perfect; with everything perfect it is 100', () => {
  const rng = createRng(5);
  const actions = actionVocabulary([
    { name: 'hit', roles: ['instr', 'obj'] },
    { name: 'run', roles: [] },
    { name: 'sit', roles: ['instr'] },
  ]);
  const [diagnosis, evaluator] = [new VcocoDiagnosis(actions), new VcocoEvaluator(actions)];
  const box = () => {
    const [x, y] = [40 * rng.int(3) + rng.int(18), rng.int(8)];
    return [x, y, x + 30 + rng.int(8), y + 60 + rng.int(8)];
  };
  const target = () => {
    const x = 50 * rng.int(2) + 3 * rng.int(3);
    return [x, 0, x + 9, 9];
  };
  for (let i = 0; i < 60; i++) {
    const count = rng.int(4);
    const doing = Array.from({ length: 3 * count }, () => rng.int(2));
    const image = {
      boxes: Float32Array.from(
        Array.from({ length: count }, (_, p) => [40 * p, 0, 40 * p + 32, 64]).flat(),
      ),
      annotated: Uint8Array.from({ length: count }, () => Number(rng.next() < 0.9)),
      actions: Uint8Array.from(doing),
      roleBoxes: Float32Array.from(
        Array.from({ length: 4 * count }, () => (rng.next() < 0.3 ? NONE : target())).flat(),
      ),
    };
    image.actions.forEach((_, at) => {
      if (!image.annotated[Math.floor(at / 3)]) image.actions[at] = 0;
    });
    const rows = Array.from({ length: rng.int(6) }, () => {
      const person = rng.int(count + 1);
      // Half of them are right in every column.
      const isCopy = person < count && rng.next() < 0.5;
      const targets = Array.from({ length: 4 }, () => (rng.next() < 0.1 ? EMPTY : target()));
      return {
        box: isCopy ? [...image.boxes.subarray(4 * person, 4 * person + 4)] : box(),
        targets: isCopy
          ? [...image.roleBoxes.subarray(16 * person, 16 * person + 16)]
          : targets.flat(),
      };
    });
    const found = {
      boxes: Float32Array.from(rows.flatMap((row) => row.box)),
      agentScores: Float32Array.from({ length: 3 * rows.length }, () => rng.next()),
      roleBoxes: Float32Array.from(rows.flatMap(({ targets }) => targets)),
      roleScores: Float32Array.from({ length: 4 * rows.length }, () => rng.next()),
    };
    const boxes = Float32Array.from(Array.from({ length: 2 }, target).flat());
    diagnosis.add(image, found, { boxes, isAllowed: (column, at) => (column + at) % 3 > 0 });
    evaluator.add(image, found);
  }
  const { agent, role } = diagnosis.result();
  const official = evaluator.result();
  expect(agent.ap).toBe(official.agent.mean);
  expect(role.scenario1.ap).toBe(official.role.scenario1.mean);
  expect(role.scenario2.ap).toBe(official.role.scenario2.mean);
  for (const { causes, perfect } of [agent, role.scenario1, role.scenario2]) {
    expect(perfect).toBeCloseTo(100, 10);
    for (const { loss } of causes) expect(loss).toBeGreaterThan(-1e-9);
    // Every cause occurs, so that none is left out of the limit.
    expect(causes.filter(({ loss }) => loss! > 0)).toHaveLength(causes.length);
  }
});

function diagnose(
  images: readonly (readonly [readonly Person[], readonly Row[]])[],
  candidates: RoleCandidates | null = null,
) {
  const diagnosis = new VcocoDiagnosis(vocabulary);
  for (const [annotated, rows] of images)
    diagnosis.add(imageOf(annotated), detectionsOf(rows), candidates);
  return diagnosis.result();
}

function imageOf(annotated: readonly Person[]): VcocoImage {
  return {
    boxes: Float32Array.from(annotated.flatMap(({ box }) => box)),
    annotated: Uint8Array.from(annotated, () => 1),
    actions: Uint8Array.from(annotated, ({ drinks }) => Number(drinks !== undefined)),
    roleBoxes: Float32Array.from(annotated.flatMap(({ drinks }) => drinks ?? NONE)),
  };
}

function detectionsOf(rows: readonly Row[]) {
  return {
    boxes: Float32Array.from(rows.flatMap(({ box }) => box)),
    agentScores: Float32Array.from(rows, ({ score }) => score),
    roleBoxes: Float32Array.from(rows.flatMap(({ target }) => target)),
    roleScores: Float32Array.from(rows, ({ score }) => score),
  };
}

function nonZero({ causes }: ApLosses) {
  return Object.fromEntries(
    causes.filter(({ loss }) => loss !== 0).map(({ cause, loss }) => [cause, loss]),
  );
}
