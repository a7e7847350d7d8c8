import type { HoiObjects } from '@turbo-hoi/core';
import {
  type BoxColumns,
  boxColumns,
  gatherRows,
  type PaddedRows,
  paddedRows,
  reshapeColumns,
} from '@turbo-hoi/nn';
import * as tf from '@tensorflow/tfjs';
import type { Tensor, Tensor2D } from '@tensorflow/tfjs';
import { TurboHoiError } from '@turbo-hoi/core';

/** The O detections of a batch in a grid of M slots an image, for comparing all of an image with each other. */
export interface ImageGrid extends PaddedRows {
  /** Rows and columns of a table [B,M,M] of all pairs of an image's detections. */
  readonly from: BoxColumns;
  readonly to: BoxColumns;
  /** [B,M], 1 for slots that hold a detection of a known class. */
  readonly present: Tensor2D;
  /** [B,M], 1 for people. */
  readonly people: Tensor2D;
  /** [B,M], the class; -1 in padding rows. */
  readonly classes: Tensor;
}

/** @throws TurboHoiError `shape` if the objects are not sorted by image */
export function imageGrid({ rois, classes }: HoiObjects): ImageGrid {
  if (!rois.perImage) {
    throw new TurboHoiError(
      'shape',
      'pair-context: objects: got rows in no order; sort them by image (toRois then sets perImage).',
    );
  }
  const padded = paddedRows(rois.perImage);
  const { images, slots, rowOfSlot, filled } = padded;
  const columns = boxColumns(gatherRows(rois.boxes, rowOfSlot));
  const inSlots = tf.reshape(tf.gather(classes, rowOfSlot), [images, slots]);
  const isKnown = tf.cast(tf.greaterEqual(inSlots, 0), 'float32');
  const present = tf.mul<Tensor2D>(filled, isKnown);
  return {
    ...padded,
    from: reshapeColumns(columns, [images, slots, 1]),
    to: reshapeColumns(columns, [images, 1, slots]),
    present,
    people: tf.mul<Tensor2D>(present, tf.cast(tf.equal(inSlots, 0), 'float32')),
    classes: inSlots,
  };
}
