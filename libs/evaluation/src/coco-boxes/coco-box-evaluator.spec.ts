import type { CocoBoxDetections, CocoBoxTruth } from './coco-box-image';
import { CocoBoxEvaluator } from './coco-box-evaluator';
import { boxStats } from './coco-box-result';

const BOX = [0, 0, 20, 20];
const FAR = [100, 100, 20, 20];

interface Thing {
  box: number[];
  class?: number;
  area?: number;
  crowd?: boolean;
}

interface Found {
  box: number[];
  class?: number;
  score: number;
}

describe('CocoBoxEvaluator', () => {
  it('finds a small object', () => {
    expect(resultOf([[{ box: BOX }], [{ box: BOX, score: 1 }]])).toMatchObject({
      ap: expect.closeTo(100, 10),
      apSmall: expect.closeTo(100, 10),
      apMedium: null,
      ar1: 100,
      arLarge: null,
      perClass: [expect.closeTo(100, 10), null],
    });
  });

  it('counts a second detection of an object and one in an empty image as mistakes', () => {
    const second = resultOf([
      [{ box: BOX }, { box: FAR }],
      [
        { box: BOX, score: 0.9 },
        { box: BOX, score: 0.8 },
        { box: FAR, score: 0.7 },
      ],
    ]);
    // Precision 1 at the recalls 0 to 0.5, 2/3 above.
    expect(second.ap50).toBeCloseTo((100 * (51 + (50 * 2) / 3)) / 101, 10);
    const stray = resultOf(
      [[], [{ box: BOX, score: 0.9 }]],
      [[{ box: BOX }], [{ box: BOX, score: 0.5 }]],
    );
    expect(stray.ap50).toBeCloseTo(50, 10);
  });

  it('forgives any number of detections inside a crowd, measured by their own area', () => {
    const things = [{ box: [0, 0, 200, 200], crowd: true }, { box: [300, 300, 20, 20] }];
    const found = [
      { box: [10, 10, 20, 20], score: 0.9 },
      { box: [50, 50, 20, 20], score: 0.8 },
      { box: [300, 300, 20, 20], score: 0.7 },
    ];
    expect(resultOf([things, found]).ap).toBeCloseTo(100, 10);
    expect(resultOf([[things[0]], found]).ap).toBeNull();
  });

  it('keeps classes apart', () => {
    const { perClass, ap } = resultOf([
      [{ box: BOX }, { box: FAR, class: 1 }],
      [
        { box: BOX, score: 1 },
        { box: BOX, class: 1, score: 1 },
      ],
    ]);
    expect(perClass).toEqual([expect.closeTo(100, 10), 0]);
    expect(ap).toBeCloseTo(50, 10);
  });

  it('leaves out boxes of another size', () => {
    const { apSmall, apLarge } = resultOf([
      [{ box: BOX }, { box: FAR, area: 1e5 }],
      [
        { box: [500, 500, 400, 400], score: 0.9 },
        { box: BOX, score: 0.8 },
        { box: FAR, score: 0.7 },
      ],
    ]);
    expect(apSmall).toBeCloseTo(100, 10);
    expect(apLarge).toBeCloseTo(50, 10);
  });

  it('has recalls of the first, the first ten and the first hundred of an image and class', () => {
    const things = Array.from({ length: 102 }, (_, i) => ({ box: [50 * i, 0, 20, 20] }));
    const found = things.map(({ box }, i) => ({ box, score: 1 - i / 1000 }));
    const { ar1, ar10, ar100 } = resultOf([things, found]);
    expect([ar1, ar10, ar100]).toEqual([1, 10, 100].map((n) => expect.closeTo(n / 1.02, 10)));
  });

  it('ranks a NaN score last and counts a NaN box as a false positive', () => {
    const found = [
      { box: FAR, score: NaN },
      { box: BOX, score: 0.1 },
    ];
    expect(resultOf([[{ box: BOX }], found]).ap50).toBeCloseTo(100, 10);
    for (const at of [0, 1, 2, 3]) {
      const box = BOX.map((value, i) => (i === at ? NaN : value));
      expect(resultOf([[{ box: BOX }], [{ box, score: 1 }]]).ap50).toBe(0);
    }
  });

  it('is null without objects, where pycocotools has -1', () => {
    const result = resultOf([[], [{ box: BOX, score: 1 }]]);
    expect(result.perClass).toEqual([null, null]);
    expect(boxStats(result)).toEqual(Array(12).fill(-1));
    expect(boxStats(resultOf([[{ box: BOX }], []]))).toEqual([
      0, 0, 0, 0, -1, -1, 0, 0, 0, 0, -1, -1,
    ]);
  });

  it('refuses arrays that disagree and classes that do not exist', () => {
    const add = (truth: Partial<CocoBoxTruth>, found: Partial<CocoBoxDetections>) => () =>
      new CocoBoxEvaluator(2).add(
        { ...truthOf([{ box: BOX }]), ...truth },
        { ...detectionsOf([{ box: BOX, score: 1 }]), ...found },
      );
    expect(add({ areas: [] }, {})).toThrow('CocoBoxTruth.areas: got 0 numbers; expected 1.');
    expect(add({}, { classes: Int32Array.of(2) })).toThrow(
      'CocoBoxDetections.classes[0]: got 2; expected a class of the 2, counted from 0.',
    );
  });
});

function resultOf(...images: [Thing[], Found[]][]) {
  const evaluator = new CocoBoxEvaluator(2);
  for (const [things, found] of images) evaluator.add(truthOf(things), detectionsOf(found));
  return evaluator.result();
}

function truthOf(things: Thing[]): CocoBoxTruth {
  return {
    boxes: Float64Array.from(things.flatMap(({ box }) => box)),
    areas: things.map(({ box, area = box[2] * box[3] }) => area),
    classes: Int32Array.from(things, (thing) => thing.class ?? 0),
    crowd: Uint8Array.from(things, ({ crowd = false }) => Number(crowd)),
  };
}

function detectionsOf(found: Found[]): CocoBoxDetections {
  return {
    boxes: Float64Array.from(found.flatMap(({ box }) => box)),
    scores: Float64Array.from(found, ({ score }) => score),
    classes: Int32Array.from(found, (one) => one.class ?? 0),
  };
}
