import { CocoAccumulator } from '../coco/coco-accumulator';
import type { CocoImage } from '../coco/coco-image';
import { percentOver } from '../coco/coco-stat';
import { descendingOrder } from '../ranking/descending-order';
import { meanOfDefined } from '../ranking/mean';
import { checkCocoBoxes, type CocoBoxDetections, type CocoBoxTruth } from './coco-box-image';
import type { CocoBoxResult } from './coco-box-result';
import { xywhIou } from './xywh-iou';

const MAX_DETECTIONS = 100;

/** The accumulators of one class by range of areas. */
interface ClassAccumulators {
  readonly all: CocoAccumulator;
  readonly small: CocoAccumulator;
  readonly medium: CocoAccumulator;
  readonly large: CocoAccumulator;
}

/**
 * COCO's box AP, as in pycocotools' `COCOeval` with `iouType="bbox"`.
 *
 * Images are added one by one and not kept; add them by ascending image id to break ties as pycocotools.
 */
export class CocoBoxEvaluator {
  private readonly classes: readonly ClassAccumulators[];

  constructor(classes: number) {
    this.classes = Array.from({ length: classes }, () => ({
      all: new CocoAccumulator([0, 1e10], [1, 10]),
      small: new CocoAccumulator([0, 32 ** 2]),
      medium: new CocoAccumulator([32 ** 2, 96 ** 2]),
      large: new CocoAccumulator([96 ** 2, 1e10]),
    }));
  }

  /**
   * Adds an image; the 100 best detections of each class are used.
   *
   * @throws TurboHoiError (shape) if array lengths disagree, (data) for a class that does not exist
   */
  add(truth: CocoBoxTruth, detections: CocoBoxDetections): void {
    checkCocoBoxes(truth, detections, this.classes.length);
    const objects = rowsByClass(truth.classes, truth.classes.keys());
    const ranked = descendingOrder(detections.scores, 'earlier-first');
    const found = rowsByClass(detections.classes, ranked);
    for (const index of new Set([...objects.keys(), ...found.keys()])) {
      const best = (found.get(index) ?? []).slice(0, MAX_DETECTIONS);
      const image = cocoImage(truth, objects.get(index) ?? [], detections, best);
      const { all, small, medium, large } = this.classes[index];
      for (const range of [all, small, medium, large]) range.add(image);
    }
  }

  result(): CocoBoxResult {
    const curves = (range: keyof ClassAccumulators) =>
      this.classes.map((accumulators) => accumulators[range].curves());
    const within = (limit: number) =>
      this.classes.map(({ all }) => ({ recall: all.recallWithin(limit) }));
    const [all, small, medium, large] = (['all', 'small', 'medium', 'large'] as const).map(curves);
    return {
      ap: mean(all, 'precision'),
      ap50: mean(all, 'precision', 0),
      ap75: mean(all, 'precision', 5),
      apSmall: mean(small, 'precision'),
      apMedium: mean(medium, 'precision'),
      apLarge: mean(large, 'precision'),
      ar1: mean(within(1), 'recall'),
      ar10: mean(within(10), 'recall'),
      ar100: mean(all, 'recall'),
      arSmall: mean(small, 'recall'),
      arMedium: mean(medium, 'recall'),
      arLarge: mean(large, 'recall'),
      perClass: percents(all, 'precision'),
    };
  }
}

type Curve = 'precision' | 'recall';
type Classes<C extends Curve> = readonly (Readonly<Record<C, Float64Array | null>> | null)[];

function percents<C extends Curve>(classes: Classes<C>, curve: C, threshold?: number) {
  return classes.map((curves) => {
    const values = curves?.[curve] ?? null;
    return values === null ? null : percentOver(values, threshold);
  });
}

/** Mean over the classes with objects. */
function mean<C extends Curve>(classes: Classes<C>, curve: C, threshold?: number): number | null {
  return meanOfDefined(percents(classes, curve, threshold));
}

function cocoImage(
  truth: CocoBoxTruth,
  objects: readonly number[],
  detections: CocoBoxDetections,
  best: readonly number[],
): CocoImage {
  const { boxes } = detections;
  const crowd = Uint8Array.from(objects, (g) => truth.crowd[g]);
  const similarity = new Float64Array(best.length * objects.length);
  best.forEach((d, row) =>
    objects.forEach((g, column) => {
      const overlap = xywhIou(boxes, d, truth.boxes, g, crowd[column] === 1);
      similarity[row * objects.length + column] = overlap;
    }),
  );
  return {
    scores: Float64Array.from(best, (d) => detections.scores[d]),
    detectionAreas: Float64Array.from(best, (d) => boxes[4 * d + 2] * boxes[4 * d + 3]),
    areas: Float64Array.from(objects, (g) => truth.areas[g]),
    ignored: crowd,
    crowd,
    similarity,
    unfindable: truth.unfindable && objects.map((g) => truth.unfindable![g]),
  };
}

/** The rows of each class, in the given order. */
function rowsByClass(classes: Int32Array, rows: Iterable<number>): Map<number, number[]> {
  const byClass = new Map<number, number[]>();
  for (const row of rows) {
    const known = byClass.get(classes[row]);
    if (known) known.push(row);
    else byClass.set(classes[row], [row]);
  }
  return byClass;
}
