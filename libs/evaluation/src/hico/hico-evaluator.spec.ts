import { HicoEvaluator } from './hico-evaluator';
import type { HicoDetections, HicoImage } from './hico-image';

const PERSON = [1, 1, 40, 80];
const CUP = [10, 10, 19, 19];
const FAR = [60, 60, 69, 69];

// Two interactions with cups, one with a horse.
const [HOLD_CUP, WASH_CUP, RIDE_HORSE] = [0, 1, 2];
const CATEGORIES = [
  { object: 41, trainingPairs: 9 },
  { object: 41, trainingPairs: 10 },
  { object: 17, trainingPairs: null },
];

interface Pair {
  hoi: number;
  human?: number[];
  object?: number[];
}

interface Scored extends Pair {
  score: number;
}

describe('HicoEvaluator', () => {
  it('finds a pair of the same interaction', () => {
    const { perHoi } = score([[[{ hoi: HOLD_CUP }], [{ hoi: HOLD_CUP, score: 1 }]]]).default;
    expect(perHoi).toEqual([expect.closeTo(100, 10), 0, 0]);
  });

  it('wants an overlap of one half of both boxes, which counts', () => {
    const ap = (human: number[], object: number[]) =>
      score([[[{ hoi: HOLD_CUP }], [{ hoi: HOLD_CUP, human, object, score: 1 }]]]).default
        .perHoi[0];
    expect(ap([1, 1, 40, 40], [10, 10, 19, 14])).toBeCloseTo(100, 10);
    expect(ap([1, 1, 40, 39], CUP)).toBe(0);
    expect(ap(PERSON, [10, 10, 19, 13])).toBe(0);
  });

  it('counts a second detection of a pair as wrong, and the better scored one as right', () => {
    const pairs = [{ hoi: HOLD_CUP }, { hoi: HOLD_CUP, object: FAR }];
    const found = [
      { hoi: HOLD_CUP, score: 0.8 },
      { hoi: HOLD_CUP, score: 0.9 },
      { hoi: HOLD_CUP, object: FAR, score: 0.7 },
    ];
    // Precision 1 up to a recall of 0.5 (six levels), 2/3 above.
    expect(score([[pairs, found]]).default.perHoi[0]).toBeCloseTo(
      100 * ((6 + (5 * 2) / 3) / 11),
      10,
    );
  });

  it('matches only the best overlapping pair', () => {
    const near = [10, 10, 19, 18];
    const pairs = [{ hoi: HOLD_CUP }, { hoi: HOLD_CUP, object: near }];
    const found = [
      { hoi: HOLD_CUP, score: 0.9 },
      { hoi: HOLD_CUP, score: 0.8 },
    ];
    expect(score([[pairs, found]]).default.perHoi[0]).toBeCloseTo((100 * 6) / 11, 10);
  });

  it('uses the overlap of the other box if one is NaN, as in MATLAB', () => {
    const nan = [NaN, NaN, NaN, NaN];
    const ap = (human: number[], object: number[]) =>
      score([[[{ hoi: HOLD_CUP }], [{ hoi: HOLD_CUP, human, object, score: 1 }]]]).default
        .perHoi[0];
    expect(ap(nan, CUP)).toBeCloseTo(100, 10);
    expect(ap(nan, FAR)).toBe(0);
    expect(ap(nan, nan)).toBe(0);
  });

  it('ranks NaN last and equal scores by their order', () => {
    const wrong = { hoi: HOLD_CUP, object: FAR };
    const right = { hoi: HOLD_CUP };
    const ap = (...found: Scored[]) => score([[[right], found]]).default.perHoi[0];
    expect(ap({ ...wrong, score: NaN }, { ...right, score: -1 })).toBeCloseTo(100, 10);
    expect(ap({ ...wrong, score: 0.5 }, { ...right, score: 0.5 })).toBeCloseTo(50, 10);
    expect(ap({ ...right, score: 0.5 }, { ...wrong, score: 0.5 })).toBeCloseTo(100, 10);
  });

  it('uses only images with the object in any interaction for Known Object', () => {
    const wrong = { hoi: HOLD_CUP, object: FAR, score: 0.9 };
    const right: [Pair[], Scored[]] = [[{ hoi: HOLD_CUP }], [{ hoi: HOLD_CUP, score: 0.5 }]];
    const known = (pairs: Pair[], labels?: number[]) => {
      const result = score([[pairs, [wrong], labels], right]);
      expect(result.default.perHoi[0]).toBeCloseTo(50, 10);
      return result.knownObject.perHoi[0];
    };
    expect(known([])).toBeCloseTo(100, 10);
    expect(known([], [RIDE_HORSE])).toBeCloseTo(100, 10);
    expect(known([{ hoi: RIDE_HORSE }])).toBeCloseTo(100, 10);
    // Its labels or its pairs name another interaction with a cup.
    expect(known([], [RIDE_HORSE, WASH_CUP])).toBeCloseTo(50, 10);
    expect(known([{ hoi: WASH_CUP }])).toBeCloseTo(50, 10);
    expect(known([{ hoi: WASH_CUP }], [RIDE_HORSE])).toBeCloseTo(50, 10);
  });

  it('has means over all, over rare and over other interactions', () => {
    const pairs = [{ hoi: HOLD_CUP }, { hoi: RIDE_HORSE }];
    const setting = score([[pairs, [{ hoi: HOLD_CUP, score: 1 }]]]).knownObject;
    // An HOI without positives has AP 0; one of unknown rarity is in neither mean.
    expect(setting).toEqual({
      full: expect.closeTo(100 / 3, 10),
      rare: expect.closeTo(100, 10),
      nonRare: 0,
      perHoi: [expect.closeTo(100, 10), 0, 0],
    });
    const nothing = { full: null, rare: null, nonRare: null, perHoi: [] };
    expect(new HicoEvaluator([]).result().default).toEqual(nothing);
  });

  it('does not reach a recall of 0.3 with 3 of 10, as three times 0.1 is more', () => {
    const image: [Pair[], Scored[]] = [[{ hoi: 0 }], [{ hoi: 0, score: 1 }]];
    const missed: [Pair[], Scored[]] = [[{ hoi: 0 }], []];
    const ap = (found: number) =>
      score(Array.from({ length: 10 }, (_, i) => (i < found ? image : missed))).default.perHoi[0];
    const levels = Array.from({ length: 11 }, (_, found) => Math.round((ap(found)! * 11) / 100));
    expect(levels).toEqual([0, 2, 3, 3, 5, 6, 6, 7, 9, 10, 11]);
  });

  it('refuses arrays that disagree and interactions that do not exist', () => {
    const [image, detections] = [imageOf([]), detectionsOf([{ hoi: 0, score: 1 }])];
    const add = (i: Partial<HicoImage>, d: Partial<HicoDetections>) => () =>
      new HicoEvaluator(CATEGORIES).add({ ...image, ...i }, { ...detections, ...d });
    expect(add({}, { scores: new Float64Array(2) })).toThrow(
      'HicoDetections.scores: got 2 numbers; expected 1.',
    );
    expect(add({}, { hois: Int32Array.of(3) })).toThrow(
      'HicoDetections.hois[0]: got 3; expected an HOI of the 3, counted from 0.',
    );
    expect(add({ labels: [0, -1] }, {})).toThrow('HicoImage.labels[1]: got -1');
  });
});

function score(images: [pairs: Pair[], found: Scored[], labels?: number[]][]) {
  const evaluator = new HicoEvaluator(CATEGORIES);
  for (const [pairs, found, labels] of images)
    evaluator.add(imageOf(pairs, labels), detectionsOf(found));
  return evaluator.result();
}

function imageOf(pairs: Pair[], labels?: number[]): HicoImage {
  return { hois: pairs.map(({ hoi }) => hoi), ...boxesOf(pairs), labels };
}

function detectionsOf(found: Scored[]): HicoDetections {
  return {
    hois: Int32Array.from(found, ({ hoi }) => hoi),
    ...boxesOf(found),
    scores: Float64Array.from(found, (one) => one.score),
  };
}

function boxesOf(pairs: Pair[]) {
  return {
    humanBoxes: Float64Array.from(pairs.flatMap(({ human = PERSON }) => human)),
    objectBoxes: Float64Array.from(pairs.flatMap(({ object = CUP }) => object)),
  };
}
