import golden from './__golden__/boxes.json';
import { CocoBoxEvaluator } from './coco-box-evaluator';
import { boxStats, type CocoBoxResult } from './coco-box-result';

type Image = (typeof golden.images)[number];

describe('CocoBoxEvaluator beside pycocotools', () => {
  it('computes the same twelve numbers', () => {
    expectStats(boxStats(evaluate(golden.images)), golden.expected.stats);
  });

  it('computes the same AP of every class, including undefined ones', () => {
    const { perClass } = evaluate(golden.images);
    const aps = perClass.map((ap) => (ap === null ? -1 : ap / 100));
    expect(aps.filter((ap) => ap < 0)).toHaveLength(2);
    expectStats(aps, golden.expected.perClass);
  });

  it('computes the same numbers of every single image', () => {
    golden.images.forEach((image, i) =>
      expectStats(boxStats(evaluate([image])), golden.expected.alone[i]),
    );
  });
});

/** To 1e-9 of an AP in 0..1. */
function expectStats(stats: readonly number[], expected: readonly number[]): void {
  expect(stats).toHaveLength(expected.length);
  stats.forEach((value, i) => expect(Math.abs(value - expected[i])).toBeLessThan(1e-9));
}

function evaluate(images: readonly Image[]): CocoBoxResult {
  const evaluator = new CocoBoxEvaluator(golden.classes);
  for (const { objects, detections } of images) {
    evaluator.add(
      {
        boxes: Float64Array.from(objects.flatMap(({ bbox }) => bbox)),
        areas: objects.map(({ area }) => area),
        classes: Int32Array.from(objects, (one) => one.class),
        crowd: Uint8Array.from(objects, ({ iscrowd }) => iscrowd),
      },
      {
        boxes: Float64Array.from(detections.flatMap(({ bbox }) => bbox)),
        scores: Float64Array.from(detections, ({ score }) => score ?? NaN),
        classes: Int32Array.from(detections, (one) => one.class),
      },
    );
  }
  return evaluator.result();
}
