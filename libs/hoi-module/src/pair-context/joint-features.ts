import { FusedKernel, withGradient } from '@turbo-hoi/nn';
import * as tf from '@tensorflow/tfjs';
import type { Tensor, Tensor2D } from '@tensorflow/tfjs';
import type { BoxTable } from './box-table';

const fusedForward = new FusedKernel('TurboJointFeatures');
const fusedBackward = new FusedKernel('TurboJointFeaturesGrad');

/** Columns of {@link jointFeatures} per keypoint. */
export const JOINT_FEATURES = 6;

/**
 * How P pairs' objects lie in the frames of their people, each [P,2]: x and y.
 *
 * In units of s, the square root of the person's area, a point u of the person's box lies at v = a + b·u from the object's center,
 * which is c·v in units of the object; d is half the object's side.
 */
export interface JointFrames {
  readonly a: Tensor2D;
  readonly b: Tensor2D;
  readonly c: Tensor2D;
  readonly d: Tensor2D;
}

/** @param person row of each pair's person in the table @param object row of its object */
export function jointFrames(table: BoxTable, person: Int32Array, object: Int32Array): JointFrames {
  const { corners, x, y, width, height, side } = table;
  const each = (ofX: OfPair, ofY: OfPair): Tensor2D => {
    const values = new Float32Array(2 * object.length);
    object.forEach((o, pair) => {
      values[2 * pair] = ofX(person[pair], o);
      values[2 * pair + 1] = ofY(person[pair], o);
    });
    return tf.tensor2d(values, [object.length, 2]);
  };
  const half = (axis: 0 | 1) => (h: number, o: number) =>
    (corners[4 * o + 2 + axis] - corners[4 * o + axis]) / (2 * side[h]);
  return {
    a: each(
      (h, o) => (x[h] - x[o]) / side[h],
      (h, o) => (y[h] - y[o]) / side[h],
    ),
    b: each(
      (h) => width[h] / (2 * side[h]),
      (h) => height[h] / (2 * side[h]),
    ),
    c: each(
      (h, o) => side[h] / width[o],
      (h, o) => side[h] / height[o],
    ),
    d: each(half(0), half(1)),
  };
}

type OfPair = (h: number, o: number) => number;

/**
 * The person's joints as seen from the object, [P,6K], each within ±3 and 0 for missing joints: from the object's center in units of the
 * person and of the object, closeness to the object's box, inside it or not.
 *
 * @param points [P,3K] joints of the pairs' people: all x (edges of the box at ±1), all y, all confidences; 0: missing
 * @param frames they have no gradient
 */
export function jointFeatures(points: Tensor2D, frames: JointFrames): Tensor2D {
  return fusedForward.exists && points.size > 0
    ? fusedFeatures(points, frames)
    : composedFeatures(points, frames);
}

function fusedFeatures(points: Tensor2D, { a, b, c, d }: JointFrames): Tensor2D {
  return withGradient<Tensor2D>(
    [points],
    (save) => {
      save(points, a, b, c, d);
      return fusedForward.run({ points, a, b, c, d })[0] as Tensor2D;
    },
    (dy, [points, a, b, c, d]) => fusedBackward.run({ dy, points, a, b, c, d }),
  );
}

function composedFeatures(points: Tensor2D, frames: JointFrames): Tensor2D {
  const keypoints = points.shape[1] / 3;
  return withGradient<Tensor2D>(
    [points],
    (save) => {
      const [a, b, c, d] = perJoint(frames, keypoints);
      const [u, confidence] = tf.split(points, [2 * keypoints, keypoints], 1);
      const present = tf.cast(tf.greater(confidence, 0), 'float32');
      const both = tf.concat([present, present], 1);
      const v = tf.add(tf.mul(u, b), a);
      const outside = tf.relu(tf.sub(tf.abs(v), d));
      const [squareX, squareY] = tf.split(tf.square(outside), 2, 1);
      const distance = tf.sqrt(tf.add(squareX, squareY));
      const close = tf.mul(tf.exp(tf.mul(tf.minimum(distance, 2), -3)), present);
      const inside = tf.mul(tf.cast(tf.lessEqual(distance, 0), 'float32'), present);
      save(v, both, outside, distance, close, b, c);
      const columns = [
        within(tf.mul(v, both), 3),
        tf.mul(within(tf.mul(v, c), 2), both),
        close,
        inside,
      ];
      return tf.concat(columns, 1) as Tensor2D;
    },
    (dy, [v, both, outside, distance, close, b, c]) => {
      const widths = [2, 2, 1, 1].map((parts) => parts * keypoints);
      const [byV, byScaled, byClose] = tf.split(dy, widths, 1);
      // d exp(-3 |outside|); 0 inside the object and from a distance of 2.
      const slope = tf.div(tf.mul(close, -3), tf.maximum(distance, 1e-6));
      const far = tf.mul(tf.mul(slope, isBelow(distance, 2)), byClose);
      const dv = tf.add(
        tf.mul(byV, isBelow(tf.abs(v), 3)),
        tf.mul(tf.mul(byScaled, isBelow(tf.abs(tf.mul(v, c)), 2)), c),
      );
      const byDistance = tf.mul(tf.mul(outside, tf.sign(v)), tf.concat([far, far], 1));
      const du = tf.mul(tf.add(tf.mul(dv, both), byDistance), b);
      return [tf.concat([du, tf.zerosLike(far)], 1)];
    },
  );
}

/** Each frame for every keypoint, [P,2K]: all x, then all y. */
function perJoint({ a, b, c, d }: JointFrames, keypoints: number): Tensor2D[] {
  const columns = Array.from({ length: 2 * keypoints }, (_, i) => (i < keypoints ? 0 : 1));
  const columnOf = tf.tensor1d(columns, 'int32');
  const pairs = a.shape[0];
  // Not every backend gathers columns of nothing.
  return [a, b, c, d].map((xy) =>
    pairs === 0 ? tf.zeros([0, 2 * keypoints]) : tf.gather(xy, columnOf, 1),
  );
}

const within = (x: Tensor, limit: number) => tf.clipByValue(x, -limit, limit);
const isBelow = (x: Tensor, limit: number) => tf.cast(tf.lessEqual(x, limit), 'float32');
