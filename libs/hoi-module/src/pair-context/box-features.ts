import { type BoxColumns, boxOverlap } from '@turbo-hoi/nn';
import * as tf from '@tensorflow/tfjs';
import type { Tensor, Tensor2D } from '@tensorflow/tfjs';

/** Columns of {@link boxFeatures}. */
export const BOX_FEATURES = 27;

export interface PairBoxes {
  /** Of the P pairs' people, [P,1] each. */
  readonly person: BoxColumns;
  readonly object: BoxColumns;
  /** [P,1]. */
  readonly personScore: Tensor;
  readonly objectScore: Tensor;
  /** Size of the pair's image in pixels, [P,1]. */
  readonly imageWidth: Tensor;
  readonly imageHeight: Tensor;
}

/**
 * Geometry of P pairs of boxes, [P,27], each number within ±4: position and size of the object in the person's frame, overlap,
 * shapes, places in the image, scores and gaps.
 *
 * `s` below is the square root of the person's area; the order is that of tools/golden/pair_context.py.
 */
export function boxFeatures(boxes: PairBoxes): Tensor2D {
  const { person: h, object: o, imageWidth, imageHeight } = boxes;
  const { intersection, gapX, gapY } = boxOverlap(h, o);
  const s = tf.sqrt(h.area);
  const dx = tf.sub(o.centerX, h.centerX);
  const dy = tf.sub(o.centerY, h.centerY);
  const union = tf.sub(tf.add(h.area, o.area), intersection);
  const imageArea = tf.mul(imageWidth, imageHeight);
  const halfLog = (x: Tensor) => tf.mul(tf.log(x), 0.5);
  const within3 = (x: Tensor) => tf.clipByValue(x, -3, 3);
  const columns = [
    tf.div(dx, h.width),
    tf.div(dy, h.height),
    tf.log(tf.div(o.width, h.width)),
    tf.log(tf.div(o.height, h.height)),
    within3(tf.div(dx, o.width)),
    within3(tf.div(dy, o.height)),
    tf.div(intersection, union),
    tf.div(intersection, h.area),
    tf.div(intersection, o.area),
    halfLog(tf.div(o.area, h.area)),
    tf.log(tf.div(h.width, h.height)),
    tf.log(tf.div(o.width, o.height)),
    tf.div(h.centerX, imageWidth),
    tf.div(h.centerY, imageHeight),
    tf.div(h.width, imageWidth),
    tf.div(h.height, imageHeight),
    tf.div(o.centerX, imageWidth),
    tf.div(o.centerY, imageHeight),
    tf.div(o.width, imageWidth),
    tf.div(o.height, imageHeight),
    halfLog(tf.div(h.area, imageArea)),
    halfLog(tf.div(o.area, imageArea)),
    boxes.personScore,
    boxes.objectScore,
    tf.div(gapX, s),
    tf.div(gapY, s),
    tf.add(tf.square(tf.div(dx, s)), tf.square(tf.div(dy, s))),
  ];
  return tf.clipByValue(tf.concat(columns, 1), -4, 4) as Tensor2D;
}
