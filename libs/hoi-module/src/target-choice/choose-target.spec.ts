import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { encodeBox, type XyxyBox } from '@turbo-hoi/core';
import {
  chooseCoded,
  chooseTarget,
  codeCandidates,
  TARGET_SIGMA,
  type TargetCandidates,
  type TargetChoice,
} from './choose-target';

interface GoldenChoice {
  readonly person: XyxyBox;
  readonly mu: number[];
  readonly boxes: number[];
  readonly scores: number[];
  readonly chosen: TargetChoice;
  readonly weighedByScore: TargetChoice;
}

const cases = JSON.parse(
  readFileSync(join(__dirname, '__golden__/choose-target.json'), 'utf8'),
) as GoldenChoice[];

const person: XyxyBox = [10, 10, 30, 50];
const near: XyxyBox = [30, 20, 40, 30];
const far: XyxyBox = [2000, 2000, 2040, 2030];

const candidates = (boxes: readonly XyxyBox[], scores?: number[]): TargetCandidates => ({
  boxes: Float32Array.from(boxes.flat()),
  scores: Float32Array.from(scores ?? boxes.map(() => 1)),
});

describe.each(cases.map((golden, i) => [i, golden] as const))(
  'Eq. 3 agrees with NumPy, case %i',
  (_, golden) => {
    const found = (weighByScore: boolean) =>
      chooseTarget(
        golden.person,
        golden.mu,
        0,
        { boxes: Float32Array.from(golden.boxes), scores: Float32Array.from(golden.scores) },
        { weighByScore },
      );

    it.each([
      ['the closest', false, golden.chosen],
      ['the closest, weighed by score', true, golden.weighedByScore],
    ] as const)('%s', (_name, weighByScore, expected) => {
      const { object, probability } = found(weighByScore);
      expect(object).toBe(expected.object);
      expect(probability).toBeCloseTo(expected.probability, 5);
    });
  },
);

test('σ is the paper’s', () => {
  expect(TARGET_SIGMA).toBe(0.3);
});

test('an object exactly where it is expected has probability 1', () => {
  const choice = chooseTarget(person, encodeBox(near, person), 0, candidates([far, near]));
  expect(choice.object).toBe(1);
  expect(choice.probability).toBeCloseTo(1, 6);
});

test('reads the offsets of the given column', () => {
  const offsets = [...encodeBox(far, person), ...encodeBox(near, person)];
  expect(chooseTarget(person, offsets, 4, candidates([far, near])).object).toBe(1);
  expect(chooseTarget(person, offsets, 0, candidates([far, near])).object).toBe(0);
});

test('excludes the person itself', () => {
  const everyone = candidates([person, far]);
  expect(chooseTarget(person, [0, 0, 0, 0], 0, everyone).object).toBe(0);
  expect(chooseTarget(person, [0, 0, 0, 0], 0, everyone, {}, 0).object).toBe(1);
});

test.each([
  ['there are no detections', candidates([]), -1],
  ['only the person is detected', candidates([person]), 0],
])('chooses no object when %s', (_, found, exclude) => {
  expect(chooseTarget(person, [0, 0, 0, 0], 0, found, {}, exclude)).toEqual({
    object: -1,
    probability: 1,
  });
});

test('chooses the nearest object even if every probability rounds to 0', () => {
  const farther: XyxyBox = [9000, 9000, 9040, 9030];
  const { object, probability } = chooseTarget(person, [0, 0, 0, 0], 0, candidates([farther, far]));
  expect(object).toBe(1);
  expect(probability).toBe(0);
});

test('a smaller σ lowers the probability of the same offset', () => {
  const at = (sigma: number) =>
    chooseTarget(person, [1, 0, 0, 0], 0, candidates([near]), { sigma }).probability;
  expect(at(0.2)).toBeLessThan(at(0.5));
});

test('chooses no object for NaN offsets', () => {
  expect(chooseTarget(person, [NaN, 0, 0, 0], 0, candidates([near])).object).toBe(-1);
});

describe('among coded candidates', () => {
  const coded = codeCandidates(person, candidates([near, far], [0.5, 0.5]));
  const any = () => true;

  it('a pair score is a factor of the choice, not of the returned probability', () => {
    const offsets = encodeBox(near, person);
    const chosen = (pairScore: number[]) =>
      chooseCoded(coded, offsets, 0, any, { sigma: 100 }, (object) => pairScore[object]);
    expect(chosen([0.5, 0.5]).object).toBe(0);
    expect(chosen([0.1, 0.9]).object).toBe(1);
    expect(chosen([0.1, 0.9]).probability).toBeCloseTo(
      chooseCoded(coded, offsets, 0, (object) => object === 1, { sigma: 100 }).probability,
    );
    expect(chosen([0, 0])).toEqual({ object: -1, probability: 1 });
  });

  it('without offsets every candidate has probability 1, and the first is chosen', () => {
    expect(chooseCoded(coded, null, 0, any)).toEqual({ object: 0, probability: 1 });
  });
});
