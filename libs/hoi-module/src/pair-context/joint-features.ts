import { type BoxGeometry, withGradient } from '@turbo-hoi/nn';
import * as tf from '@tensorflow/tfjs';
import type { Tensor, Tensor2D } from '@tensorflow/tfjs';

/** Columns of {@link jointFeatures} per keypoint. */
export const JOINT_FEATURES = 9;
/** Columns of {@link jointFrames}. */
export const FRAME_NUMBERS = 8;

/**
 * What the frame of a pair's object is in that of its person, [P,8]. In units of s, the square root of the person's area: a point
 * u of the person's box lies at v = a + b·u from the object's center, which is c·v in units of the object; d is half the object.
 */
export function jointFrames(h: BoxGeometry, o: BoxGeometry): Tensor2D {
  const s = tf.sqrt(h.area);
  const [twice, side] = [tf.mul(s, 2), tf.sub(o.high, o.low)];
  const a = tf.div(tf.sub(h.center, o.center), s);
  const columns = [a, tf.div(h.size, twice), tf.div(s, o.size), tf.div(side, twice)];
  return tf.concat(columns, 1) as Tensor2D;
}

/**
 * The person's joints as seen from the person and from the object, [P,9K], each within ±3 and 0 for missing joints: in the person's box,
 * from the object's center in units of the person and of the object, closeness to the object's box, inside it or not, confidence.
 *
 * @param points [P,3K] joints of the pairs' people: all x (edges of the box at ±1), all y, all confidences; 0: missing
 * @param frames of {@link jointFrames}; they have no gradient
 */
export function jointFeatures(points: Tensor2D, frames: Tensor2D): Tensor2D {
  const [pairs, width] = points.shape;
  const keypoints = width / 3;
  const flat = (x: Tensor) => tf.reshape(x, [pairs, -1]);
  const oneEach = (x: Tensor) => tf.reshape(x, [pairs, 1, keypoints]);
  const twoEach = (x: Tensor) => tf.reshape(x, [pairs, 2, keypoints]);
  return withGradient<Tensor2D>(
    [points],
    (save) => {
      const [places, found] = tf.split(points, [2 * keypoints, keypoints], 1);
      const [u, confidence] = [twoEach(places), oneEach(found)];
      const [a, b, c, d] = framesOf(frames);
      const present = tf.cast(tf.greater(confidence, 0), 'float32');
      const v = tf.add(tf.mul(u, b), a);
      const outside = tf.relu(tf.sub(tf.abs(v), d));
      const distance = tf.sqrt(tf.sum(tf.square(outside), 1, true));
      const close = tf.mul(tf.exp(tf.mul(tf.minimum(distance, 2), -3)), present);
      const inside = tf.mul(tf.cast(tf.lessEqual(distance, 0), 'float32'), present);
      save(u, v, present, outside, distance, close, frames);
      const columns = [
        within(tf.mul(u, present), 3),
        within(tf.mul(v, present), 3),
        tf.mul(within(tf.mul(v, c), 2), present),
        close,
        inside,
        confidence,
      ];
      return tf.concat(columns.map(flat), 1) as Tensor2D;
    },
    (dy, [u, v, present, outside, distance, close, saved]) => {
      const [, b, c] = framesOf(saved as Tensor2D);
      const widths = [2, 2, 2, 1, 1, 1].map((rows) => rows * keypoints);
      const [byU, byV, byScaled, byClose, , byConfidence] = tf.split(dy, widths, 1);
      // d exp(-3 |outside|); 0 inside the object and from a distance of 2.
      const slope = tf.div(tf.mul(close, -3), tf.maximum(distance, 1e-6));
      const far = tf.mul(tf.mul(slope, isBelow(distance, 2)), oneEach(byClose));
      const dv = tf.addN([
        tf.mul(twoEach(byV), isBelow(tf.abs(v), 3)),
        tf.mul(tf.mul(twoEach(byScaled), isBelow(tf.abs(tf.mul(v, c)), 2)), c),
      ]);
      const byPlace = tf.add(tf.mul(twoEach(byU), isBelow(tf.abs(u), 3)), tf.mul(dv, b));
      const byDistance = tf.mul(tf.mul(tf.mul(outside, tf.sign(v)), far), b);
      const du = tf.add(tf.mul(byPlace, present), byDistance);
      return [tf.concat([flat(du), byConfidence], 1)];
    },
  );
}

function framesOf(frames: Tensor2D): Tensor[] {
  return tf.split(frames, 4, 1).map((part) => tf.reshape(part, [-1, 2, 1]));
}

const within = (x: Tensor, limit: number) => tf.clipByValue(x, -limit, limit);
const isBelow = (x: Tensor, limit: number) => tf.cast(tf.lessEqual(x, limit), 'float32');
