import {
  boxArea,
  boxAt,
  boxToXywh,
  type DatasetInfo,
  type Detections,
  type ImageAnnotations,
} from '@turbo-hoi/core';
import { CocoBoxEvaluator, type CocoBoxResult } from '@turbo-hoi/evaluation';
import { annotatedBoxes } from '@turbo-hoi/detection';

/** Accumulates COCO's box AP of detections against the annotated boxes, image by image. */
export class BoxScorer {
  private readonly evaluator: CocoBoxEvaluator;

  constructor({ objectClasses }: Pick<DatasetInfo, 'objectClasses'>) {
    this.evaluator = new CocoBoxEvaluator(objectClasses.length);
  }

  /** Adds the detections of an image in pixels of the annotations; detections without a class are ignored. */
  add(annotations: ImageAnnotations, { boxes, scores, classes }: Detections): void {
    const annotated = annotatedBoxes(annotations);
    const rows = [...classes.keys()].filter((row) => classes[row] >= 0);
    this.evaluator.add(
      {
        boxes: Float64Array.from(annotated.flatMap(({ box }) => boxToXywh(box))),
        areas: annotated.map(({ box }) => boxArea(box)),
        classes: Int32Array.from(annotated, ({ category }) => category),
        crowd: Uint8Array.from(annotated, ({ crowd }) => Number(crowd)),
      },
      {
        boxes: Float64Array.from(rows.flatMap((row) => boxToXywh(boxAt(boxes, row)))),
        scores: Float64Array.from(rows, (row) => scores[row]),
        classes: Int32Array.from(rows, (row) => classes[row]),
      },
    );
  }

  result(): CocoBoxResult {
    return this.evaluator.result();
  }
}
