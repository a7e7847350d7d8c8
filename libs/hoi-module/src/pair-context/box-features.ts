import { type BoxGeometry, boxOverlap } from '@turbo-hoi/nn';
import * as tf from '@tensorflow/tfjs';
import type { Tensor, Tensor2D } from '@tensorflow/tfjs';

/** Columns of {@link boxFeatures}. */
export const BOX_FEATURES = 27;

export interface PairBoxes {
  /** Of the P pairs' people. */
  readonly person: BoxGeometry;
  readonly object: BoxGeometry;
  /** [P,1]. */
  readonly personScore: Tensor;
  readonly objectScore: Tensor;
  /** [P,2] width and height of the pair's image in pixels. */
  readonly imageSize: Tensor;
}

/**
 * Geometry of P pairs of boxes, [P,27], each number within ±4: position and size of the object in the person's frame, overlap,
 * shapes, places in the image, scores and gaps.
 *
 * `s` below is the square root of the person's area; the order is that of tools/golden/pair_context.py.
 */
export function boxFeatures(boxes: PairBoxes): Tensor2D {
  const { person: h, object: o, imageSize } = boxes;
  const { intersection, gap } = boxOverlap(h, o);
  const offset = tf.sub(o.center, h.center);
  const s = tf.sqrt(h.area);
  const union = tf.sub(tf.add(h.area, o.area), intersection);
  const [imageWidth, imageHeight] = tf.split(imageSize, 2, 1);
  const imageArea = tf.mul(imageWidth, imageHeight);
  const halfLog = (x: Tensor) => tf.mul(tf.log(x), 0.5);
  const columns = [
    tf.div(offset, h.size),
    tf.log(tf.div(o.size, h.size)),
    tf.clipByValue(tf.div(offset, o.size), -3, 3),
    tf.div(intersection, union),
    tf.div(intersection, h.area),
    tf.div(intersection, o.area),
    halfLog(tf.div(o.area, h.area)),
    logAspect(h),
    logAspect(o),
    tf.div(h.center, imageSize),
    tf.div(h.size, imageSize),
    tf.div(o.center, imageSize),
    tf.div(o.size, imageSize),
    halfLog(tf.div(h.area, imageArea)),
    halfLog(tf.div(o.area, imageArea)),
    boxes.personScore,
    boxes.objectScore,
    tf.div(gap, s),
    tf.sum(tf.square(tf.div(offset, s)), 1, true),
  ];
  return tf.clipByValue(tf.concat(columns, 1), -4, 4) as Tensor2D;
}

function logAspect({ size }: BoxGeometry): Tensor {
  const [width, height] = tf.split(size, 2, 1);
  return tf.log(tf.div(width, height));
}
