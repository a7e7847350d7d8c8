import { TurboHoiError } from '@turbo-hoi/core';
import { checkLength } from '../check-length';

/** The annotated objects of one image, G objects; boxes are xywh as in COCO's files. */
export interface CocoBoxTruth {
  /** [4G] */
  readonly boxes: Float64Array;
  /** [G], segmentation areas in pixels², which determine small, medium and large. */
  readonly areas: ArrayLike<number>;
  /** [G], counted from 0. */
  readonly classes: Int32Array;
  /** [G], 1 for a crowd. */
  readonly crowd: Uint8Array;
  /** [G], 1 for an object with annotation id 0, which pycocotools never counts as found. Default: none. */
  readonly unfindable?: ArrayLike<number>;
}

/** The detections of one image, D boxes in any order. */
export interface CocoBoxDetections {
  /** [4D] xywh */
  readonly boxes: Float64Array;
  /** [D] */
  readonly scores: Float64Array;
  /** [D], counted from 0. */
  readonly classes: Int32Array;
}

/** @throws TurboHoiError (shape) if array lengths disagree, (data) for a class that does not exist */
export function checkCocoBoxes(
  truth: CocoBoxTruth,
  detections: CocoBoxDetections,
  classes: number,
): void {
  const [objects, found] = [truth.classes.length, detections.classes.length];
  checkLength('CocoBoxTruth.boxes', truth.boxes, 4 * objects);
  checkLength('CocoBoxTruth.areas', truth.areas, objects);
  checkLength('CocoBoxTruth.crowd', truth.crowd, objects);
  if (truth.unfindable) checkLength('CocoBoxTruth.unfindable', truth.unfindable, objects);
  checkLength('CocoBoxDetections.boxes', detections.boxes, 4 * found);
  checkLength('CocoBoxDetections.scores', detections.scores, found);
  checkClasses('CocoBoxTruth.classes', truth.classes, classes);
  checkClasses('CocoBoxDetections.classes', detections.classes, classes);
}

function checkClasses(name: string, values: Int32Array, count: number): void {
  const at = values.findIndex((value) => value < 0 || value >= count);
  if (at < 0) return;
  throw new TurboHoiError(
    'data',
    `${name}[${at}]: got ${values[at]}; expected a class of the ${count}, counted from 0.`,
  );
}
