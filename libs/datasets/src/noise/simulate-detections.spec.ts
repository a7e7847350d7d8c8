import {
  boxAt,
  boxIou,
  COCO_80,
  COCO_KEYPOINTS,
  createRng,
  type Detections,
  type PersonAnnotation,
  type Sample,
  type XyxyBox,
} from '@turbo-hoi/core';
import { person } from '../testing/sample-fixture';
import { DEFAULT_NOISE } from './default-noise';
import { exactDetections } from './exact-detections';
import { type DetectionNoise, detectionNoiseSchema } from './noise-schema';
import { DetectionSimulator, FULL_NOISE } from './simulate-detections';

const INFO = { objectClasses: COCO_80, keypoints: COCO_KEYPOINTS };
const LIMITS = { maxDetections: 40, maxPeople: 16 };
const [FORK, KNIFE, SPOON, CUP] = ['fork', 'knife', 'spoon', 'cup'].map((name) =>
  COCO_80.indexOf(name),
);
const SIDE = 200;
// A fifth of the image's sides: log(r / 0.2) is 0.
const BOX: XyxyBox = [80, 80, 120, 120];

function sampleOf(people: readonly PersonAnnotation[], objects: Sample['objects'] = []): Sample {
  const image = { data: new Uint8Array(0), width: SIDE, height: SIDE };
  return { imageId: 1, width: SIDE, height: SIDE, image, people, objects };
}

const object = (category: number, box: XyxyBox = BOX) => ({ annotationId: 9, box, category });

/** Joint k at (85 + k, 90 + k); v is 2, but 1 for joint 3 and 0 for joint 4. */
const KEYPOINTS = Float32Array.from({ length: 51 }, (_, i) => {
  const k = Math.floor(i / 3);
  return [85 + k, 90 + k, k === 3 ? 1 : k === 4 ? 0 : 2][i % 3];
}).map((value, i) => (Math.floor(i / 3) === 4 ? 0 : value));

/** No errors at all. */
const NONE: DetectionNoise = {
  ...DEFAULT_NOISE,
  person: { recall: [50, 0], score: { true: { logit: [0, 0, 0] } } },
  object: { recall: [50, 0], score: { true: { logit: [0, 0, 0] } }, recallOfClass: {} },
  jitter: { scale: 0, spread: 0 },
  falseBoxes: { ...DEFAULT_NOISE.falseBoxes, perImage: 0, perPerson: 0 },
  duplicates: { rate: 0, score: [0, 0] },
  confusions: { rate: 0, of: {} },
  partPersons: { rate: 0, score: [0, 0] },
  keypoints: {
    level: 0,
    levelSpread: 0,
    hiddenFactor: 1,
    gross: 0,
    swap: 0,
    drop: 0,
    lost: 0,
    confidence: { visible: [3, 0], hidden: [-1, 0], gross: [0, 0] },
  },
};

function draws(noise: DetectionNoise, sample: Sample, count = 4000, factors = FULL_NOISE) {
  const simulator = new DetectionSimulator(noise, INFO, LIMITS);
  const rng = createRng(1);
  return Array.from({ length: count }, (_, i) =>
    simulator.simulate(sample, rng.fork('draw', i), factors),
  );
}

const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
const shareOf = (found: readonly Detections[], test: (one: Detections) => boolean) =>
  mean(found.map((one) => Number(test(one))));
const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

test('without any error returns the annotations, with confidences by visibility', () => {
  const sample = sampleOf([person(BOX, { keypoints: KEYPOINTS })], [object(CUP, [0, 0, 9, 9])]);
  const [{ boxes, scores, classes, keypoints }] = draws(NONE, sample, 1);
  expect([...boxes]).toEqual([...BOX, 0, 0, 9, 9]);
  expect([[...classes], [...scores]]).toEqual([
    [0, CUP],
    [0.5, 0.5],
  ]);
  expect([...keypoints!.slice(9, 15)]).toEqual([88, 93, Math.fround(sigmoid(-1)), 0, 0, 0]);
  expect([...keypoints!.slice(0, 2), keypoints![2]]).toEqual([85, 90, Math.fround(sigmoid(3))]);
  expect(keypoints!.subarray(51).every((value) => value === 0)).toBe(true);
});

test('detects with the probability of the size and the class', () => {
  const noise: DetectionNoise = {
    ...NONE,
    object: { ...NONE.object, recall: [0.5, 2], recallOfClass: { cup: -1 } },
  };
  const found = (box: XyxyBox, category: number) =>
    shareOf(draws(noise, sampleOf([], [object(category, box)])), ({ scores }) => scores.length > 0);
  expect(found(BOX, KNIFE)).toBeCloseTo(sigmoid(0.5), 1.5);
  expect(found(BOX, CUP)).toBeCloseTo(sigmoid(-0.5), 1.5);
  expect(found([80, 80, 100, 100], KNIFE)).toBeCloseTo(sigmoid(0.5 + 2 * Math.log(0.5)), 1.5);
});

test('scores have the mean and deviation of the size, on a logit scale', () => {
  const noise: DetectionNoise = {
    ...NONE,
    person: { ...NONE.person, score: { true: { logit: [1, 0.5, 0.3] } } },
  };
  const logits = draws(noise, sampleOf([person([80, 80, 160, 160])])).map(({ scores }) =>
    Math.log(scores[0] / (1 - scores[0])),
  );
  expect(mean(logits)).toBeCloseTo(1 + 0.5 * Math.log(2), 1.5);
  expect(Math.sqrt(mean(logits.map((x) => (x - mean(logits)) ** 2)))).toBeCloseTo(0.3, 1.5);
});

test('moves edges by their deviation, keeps IoU of 0.5 and stays in the image', () => {
  const sample = sampleOf([person([150, 150, 200, 200])], [object(CUP)]);
  const found = draws({ ...NONE, jitter: { scale: 0.1, spread: 0.5 } }, sample);
  const cups = found.flatMap(({ boxes, classes }) => {
    const row = classes.indexOf(CUP);
    return row < 0 ? [] : [boxAt(boxes, row)];
  });
  expect(cups).toHaveLength(4000);
  expect(Math.min(...cups.map((box) => boxIou(box, BOX)))).toBeGreaterThanOrEqual(0.5);
  const moves = cups.map(([x1]) => (x1 - 80) / 40);
  // Boxes of lower IoU are moved less.
  expect(Math.sqrt(mean(moves.map((x) => x * x)))).toBeGreaterThan(0.08);
  expect(Math.sqrt(mean(moves.map((x) => x * x)))).toBeLessThan(0.12);
  const sides = found.flatMap(({ boxes }) => [...boxes]);
  expect([Math.min(...sides) >= 0, Math.max(...sides) <= SIDE]).toEqual([true, true]);
});

test('adds false boxes, second boxes and parts at their rates, all inside the image', () => {
  const noise: DetectionNoise = {
    ...NONE,
    falseBoxes: {
      ...DEFAULT_NOISE.falseBoxes,
      perImage: 1.5,
      perPerson: 0.5,
      classes: { knife: 1, 'not a class': 99 },
      score: [-1, 0],
    },
    duplicates: { rate: 0.3, score: [-2, 0] },
    confusions: { rate: 0, of: { cup: { fork: 1, spoon: 3 } } },
    partPersons: { rate: 0.2, score: [-3, 0] },
  };
  const found = draws(noise, sampleOf([person(BOX)], [object(CUP)]));
  const count = (category: number) =>
    mean(found.map(({ classes }) => classes.filter((one) => one === category).length));
  expect(count(KNIFE)).toBeCloseTo(2, 1);
  expect(count(FORK)).toBeCloseTo(0.075, 1.5);
  expect(count(SPOON)).toBeCloseTo(0.225, 1.5);
  expect(count(0)).toBeCloseTo(1.2, 1.5);
  expect(count(CUP)).toBe(1);
  const sides = found.flatMap(({ boxes }) => [...boxes]);
  expect([Math.min(...sides) >= 0, Math.max(...sides) <= SIDE]).toEqual([true, true]);
  for (const { boxes, scores } of found)
    for (const row of scores.keys()) {
      const [x1, y1, x2, y2] = boxAt(boxes, row);
      expect(Math.min(x2 - x1, y2 - y1)).toBeGreaterThanOrEqual(2 - 1e-4);
    }
});

test('objects get a confusable class at their rate; people keep theirs', () => {
  const noise = { ...NONE, confusions: { rate: 0.4, of: { cup: { fork: 1 } } } };
  const found = draws(noise, sampleOf([person(BOX)], [object(CUP)]));
  expect(shareOf(found, ({ classes }) => classes.includes(FORK))).toBeCloseTo(0.4, 1.5);
  expect(shareOf(found, ({ classes }) => classes[0] === 0)).toBe(1);
});

test('confused objects have scores of their own where they are measured', () => {
  const of = { cup: { fork: 1 } };
  const noise = { ...NONE, confusions: { rate: 1, of, score: [-2, 0] as [number, number] } };
  const [{ classes, scores }] = draws(noise, sampleOf([], [object(CUP)]), 1);
  expect([classes[0], scores[0]]).toEqual([FORK, Math.fround(sigmoid(-2))]);
});

test('echoes have the class of their object and overlap it too little', () => {
  const echoes: DetectionNoise['echoes'] = {
    rate: 2,
    score: [-1, 0],
    shift: 0.3,
    size: [-0.4, 0.5],
  };
  const found = draws({ ...NONE, echoes }, sampleOf([person(BOX)], [object(CUP)]));
  const others = found.flatMap(({ boxes, classes, scores }) =>
    [...scores.keys()]
      .filter((row) => classes[row] === CUP && scores[row] < 0.4)
      .map((row) => boxAt(boxes, row)),
  );
  expect(others.length / found.length).toBeGreaterThan(1);
  expect(others.length / found.length).toBeLessThan(2);
  expect(Math.max(...others.map((box) => boxIou(box, BOX)))).toBeLessThan(0.5);
  expect(mean(found.map(({ classes }) => classes.filter((one) => one === 0).length))).toBe(1);
});

describe('false boxes', () => {
  const falseBoxes = (more: Partial<DetectionNoise['falseBoxes']>): DetectionNoise => ({
    ...NONE,
    confusions: { rate: 0, of: { cup: { fork: 1 } } },
    falseBoxes: {
      ...DEFAULT_NOISE.falseBoxes,
      ...{ perImage: 0, perPerson: 1, classes: { knife: 1 }, score: [-1, 0] },
      ...more,
    },
  });
  const counts = (noise: DetectionNoise, sample: Sample) => {
    const classes = draws(noise, sample).flatMap((one) =>
      [...one.classes].filter((_, row) => one.scores[row] < 0.4),
    );
    return (category: number) =>
      classes.filter((one) => one === category).length / Math.max(1, classes.length);
  };

  it('have classes that are in the image, or are taken for those, at their shares', () => {
    const noise = falseBoxes({ scene: { same: 0.5, kin: 0.3 } });
    const share = counts(noise, sampleOf([person(BOX)], [object(CUP)]));
    expect(share(CUP)).toBeCloseTo(0.5, 1.5);
    expect(share(FORK)).toBeCloseTo(0.3, 1.5);
    expect(share(KNIFE)).toBeCloseTo(0.2, 1.5);
    expect(counts(noise, sampleOf([person(BOX)]))(KNIFE)).toBe(1);
  });

  it('of people stay people', () => {
    const noise = falseBoxes({ classes: { person: 1 }, scene: { same: 1, kin: 0 } });
    expect(counts(noise, sampleOf([person(BOX)], [object(CUP)]))(0)).toBe(1);
  });

  it('are where their class was, from the same joint or the corner of the person', () => {
    const centers = (place: number[], keypoints?: Float32Array) => {
      const noise = falseBoxes({ places: { knife: place } });
      const found = draws(noise, sampleOf([person(BOX, { keypoints })]));
      return found.flatMap(({ boxes, classes }) => {
        const row = classes.indexOf(KNIFE);
        if (row < 0) return [];
        const [x1, y1, x2, y2] = boxAt(boxes, row);
        return [[(x1 + x2) / 2, (y1 + y2) / 2]];
      });
    };
    const around = (points: number[][], x: number, y: number) =>
      Math.max(...points.map((point) => Math.hypot(point[0] - x, point[1] - y)));
    // Joint 9 is at (94, 99); the person's box is 40 × 40 pixels.
    expect(around(centers([9, 0.1, -0.2, 0.1, 0.1], KEYPOINTS), 98, 91)).toBeLessThan(2);
    expect(around(centers([-1, 0.5, 0.25, 0.1, 0.1]), 100, 90)).toBeLessThan(2);
    // Without the joint they are anywhere near the person.
    expect(around(centers([9, 0.1, -0.2, 0.1, 0.1]), 98, 91)).toBeGreaterThan(10);
  });
});

test.each([
  ['places of four numbers', { falseBoxes: { places: { cup: [1, 2, 3, 4] } } }],
  ['a share of two', { falseBoxes: { scene: { same: 2, kin: 0 } } }],
])('a noise model with %s is refused', (_, { falseBoxes }) => {
  const noise = { ...NONE, falseBoxes: { ...NONE.falseBoxes, ...falseBoxes } };
  expect(detectionNoiseSchema.safeParse(NONE).success).toBe(true);
  expect(detectionNoiseSchema.safeParse(noise).success).toBe(false);
});

describe('skeletons', () => {
  const posed = sampleOf([person(BOX, { keypoints: KEYPOINTS })]);
  const skeletons = (keypoints: Partial<DetectionNoise['keypoints']>, factors = FULL_NOISE) =>
    draws({ ...NONE, keypoints: { ...NONE.keypoints, ...keypoints } }, posed, 4000, factors).map(
      (one) => one.keypoints!,
    );
  const share = (rows: Float32Array[], test: (row: Float32Array) => boolean) =>
    mean(rows.map((row) => Number(test(row))));
  const deviation = (values: number[]) => Math.sqrt(mean(values.map((x) => x * x)));

  it('move by the sigma of the joint and the size of the box, hidden ones further', () => {
    const rows = skeletons({ level: 0.5, hiddenFactor: 3 });
    const scale = 2 * 0.5 * Math.sqrt(0.53) * 40;
    const by = (k: number) => deviation(rows.map((row) => row[3 * k] - 85 - k));
    expect(by(5) / (scale * COCO_KEYPOINTS.sigmas[5])).toBeCloseTo(1, 1);
    expect(by(3) / (3 * scale * COCO_KEYPOINTS.sigmas[3])).toBeCloseTo(1, 1);
  });

  it('swap the left and right joints of arms, legs and head', () => {
    const rows = skeletons({ swap: 0.25 });
    const swapped = (k: number) => (row: Float32Array) => row[3 * k] === 85 + k + 1;
    expect(share(rows, swapped(5))).toBeCloseTo(0.25, 1.5);
    expect(share(rows, swapped(13))).toBeCloseTo(0.25, 1.5);
    expect(rows.every((row) => swapped(5)(row) === swapped(9)(row))).toBe(true);
    expect(rows.every((row) => row[0] === 85)).toBe(true);
    // Joint 4 is missing; swapped, it is joint 3 that is.
    expect(share(rows, (row) => row[11] === 0 && row[14] > 0)).toBeCloseTo(0.25, 1.5);
  });

  it('lose joints, all joints, or have them anywhere in the box', () => {
    const isMissing = (k: number) => (row: Float32Array) => row[3 * k + 2] === 0;
    expect(share(skeletons({ drop: 0.2 }), isMissing(7))).toBeCloseTo(0.2, 1.5);
    const lost = skeletons({ lost: 0.3 });
    expect(share(lost, isMissing(7))).toBeCloseTo(0.3, 1.5);
    expect(lost.every((row) => isMissing(7)(row) === isMissing(12)(row))).toBe(true);
    expect(lost.filter(isMissing(7)).every((row) => row.every((value) => value === 0))).toBe(true);
    const gross = skeletons({ gross: 0.4 });
    expect(share(gross, (row) => row[3 * 7 + 2] === 0.5)).toBeCloseTo(0.4, 1.5);
    expect(gross.every((row) => row[21] >= 80 && row[21] <= 120)).toBe(true);
  });

  it('lose occluded joints at a rate of their own', () => {
    const rows = skeletons({ drop: 0, hiddenDrop: 0.4 });
    expect(share(rows, (row) => row[11] === 0)).toBeCloseTo(0.4, 1.5);
    expect(share(rows, (row) => row[17] === 0)).toBe(0);
  });

  it('have joints that are not annotated near their nearest relative', () => {
    const unlabelled = {
      rate: { right_ear: 0.6 },
      spread: { right_ear: 0.1 },
      confidence: [1, 0] as [number, number],
    };
    // Joint 4, the right ear, is not annotated; joint 3, the left ear, is its mirror image.
    const rows = skeletons({ unlabelled });
    expect(share(rows, (row) => row[14] === Math.fround(sigmoid(1)))).toBeCloseTo(0.6, 1.5);
    const moves = rows.filter((row) => row[14] > 0).map((row) => row[12] - 88);
    expect(deviation(moves) / (0.1 * Math.sqrt(0.53) * 40)).toBeCloseTo(1, 1);
    const lost = skeletons({ unlabelled, lost: 1 });
    expect(lost.every((row) => row.every((value) => value === 0))).toBe(true);
  });

  it('have all errors multiplied by the factor of the pose', () => {
    const rows = skeletons({ drop: 0.5 }, { ...FULL_NOISE, pose: 0.4 });
    expect(share(rows, (row) => row[23] === 0)).toBeCloseTo(0.2, 1.5);
  });

  it('are zero for people without annotated keypoints', () => {
    const [{ keypoints }] = draws(DEFAULT_NOISE, sampleOf([person(BOX)]), 1);
    expect(keypoints!.every((value) => value === 0)).toBe(true);
  });
});

test('lists at most 16 people before at most 40 detections, each kind by score', () => {
  const people = Array.from({ length: 100 }, (_, i) => person([i, i, i + 90, i + 90]));
  const objects = Array.from({ length: 60 }, (_, i) => object(CUP, [i, 0, i + 50, 60]));
  const [{ classes, scores, keypoints }] = draws(DEFAULT_NOISE, sampleOf(people, objects), 1);
  expect(classes).toHaveLength(40);
  expect(keypoints).toHaveLength(40 * 51);
  expect([...classes].map((one) => one === 0)).toEqual(
    Array.from({ length: 40 }, (_, i) => i < 16),
  );
  for (const part of [scores.subarray(0, 16), scores.subarray(16)])
    expect([...part]).toEqual([...part].sort((a, b) => b - a));
});

test.each([
  ['nothing', sampleOf([])],
  ['people alone', sampleOf([person(BOX), person([0, 0, 50, 90])])],
  ['objects alone', sampleOf([], [object(CUP)])],
  ['crowds', sampleOf([person(BOX, { crowd: true })], [{ ...object(CUP), crowd: true }])],
])('detects in an image of %s', (kind, sample) => {
  const found = draws(DEFAULT_NOISE, sample, 50);
  const people = found.flatMap(({ classes }) => [...classes]).filter((one) => one === 0).length;
  expect(people > 0).toBe(kind === 'people alone');
  for (const one of found) expect(one.keypoints).toHaveLength(51 * one.scores.length);
});

test('exact detections are the annotations, scored 0.9, without crowds', () => {
  const sample = sampleOf(
    [
      person(BOX, { keypoints: KEYPOINTS }),
      person([0, 0, 5, 5], { annotationId: 2, crowd: true }),
      person([-0.5, 3, 1, 4], { annotationId: 9 }),
    ],
    [object(CUP, [1, 2, 3, 4]), { ...object(0, [-0.5, 3, 1, 4]), annotationId: 9 }],
  );
  const { boxes, scores, classes, keypoints } = exactDetections(sample, COCO_KEYPOINTS, LIMITS);
  expect([...boxes]).toEqual([...BOX, -0.5, 3, 1, 4, 1, 2, 3, 4]);
  expect([...classes]).toEqual([0, 0, CUP]);
  expect([...scores]).toEqual(Array(3).fill(Math.fround(0.9)));
  expect([...keypoints!.subarray(9, 18)]).toEqual([
    ...[88, 93, Math.fround(0.9)],
    ...[0, 0, 0],
    ...[90, 95, Math.fround(0.9)],
  ]);
});
