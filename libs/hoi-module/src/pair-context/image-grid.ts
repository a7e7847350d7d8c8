import { type HoiObjects, TurboHoiError } from '@turbo-hoi/core';
import { type BoxGeometry, boxGeometry, gatherRows, type PaddedRows } from '@turbo-hoi/nn';
import * as tf from '@tensorflow/tfjs';
import type { Tensor, Tensor2D } from '@tensorflow/tfjs';

/** The O detections of a batch in a grid of T slots an image, for comparing all of an image with each other. */
export interface ImageGrid extends PaddedRows {
  /** Rows and columns of a table [B,T,T,·] of all pairs of an image's detections. */
  readonly from: BoxGeometry;
  readonly to: BoxGeometry;
  /** [B,T], 1 for slots that hold a detection of a known class. */
  readonly present: Tensor2D;
  /** [B,T], 1 for people. */
  readonly people: Tensor2D;
  /** [B,T], the class; -1 in padding rows. */
  readonly classes: Tensor;
}

/** Call it within `tidy`. */
export function imageGrid(
  { rois, classes }: Pick<HoiObjects, 'rois' | 'classes'>,
  padded: PaddedRows,
): ImageGrid {
  const { images, slots, rowOfSlot, filled } = padded;
  const boxes = gatherRows(rois.boxes, rowOfSlot);
  const inSlots = tf.reshape(tf.gather(classes, rowOfSlot), [images, slots]);
  const isKnown = tf.cast(tf.greaterEqual(inSlots, 0), 'float32');
  const present = tf.mul<Tensor2D>(filled, isKnown);
  return {
    ...padded,
    from: boxGeometry(tf.reshape(boxes, [images, slots, 1, 4])),
    to: boxGeometry(tf.reshape(boxes, [images, 1, slots, 4])),
    present,
    people: tf.mul<Tensor2D>(present, tf.cast(tf.equal(inSlots, 0), 'float32')),
    classes: inSlots,
  };
}

/** @throws TurboHoiError `shape` if the objects are not sorted by image */
export function rowsPerImage({ rois: { perImage } }: Pick<HoiObjects, 'rois'>): readonly number[] {
  if (perImage) return perImage;
  throw new TurboHoiError(
    'shape',
    'pair-context: objects: got rows in no order; sort them by image (toRois then sets perImage).',
  );
}
