import { tidy } from '@turbo-hoi/nn';
import * as tf from '@tensorflow/tfjs';
import type { Tensor, Tensor2D } from '@tensorflow/tfjs';
import type { JointFrames } from '../pair-context/joint-features';

export interface PairGeometry {
  /** Eq. 2's code of the object's box relative to the person's, within ±4: [P,4]. */
  readonly code: Tensor2D;
  readonly frames: JointFrames;
}

/**
 * How P objects lie to P people, from their boxes [P,4] in the same pixels; sides count at least 1 pixel. No gradient flows to boxes.
 *
 * @param keypoints K of the frames
 */
export function pairGeometry(people: Tensor2D, objects: Tensor2D, keypoints: number): PairGeometry {
  return tidy(() => {
    const [h, o] = [centered(people), centered(objects)];
    const offset = tf.sub(o.center, h.center);
    const side = tf.sqrt(tf.prod(h.size, 1, true));
    const code = tf.concat([tf.div(offset, h.size), tf.log(tf.div(o.size, h.size))], 1);
    const perJoint = (xy: Tensor) => tf.gather(xy, columnOf(keypoints), 1) as Tensor2D;
    return {
      code: tf.clipByValue(code, -4, 4) as Tensor2D,
      frames: {
        a: perJoint(tf.div(tf.neg(offset), side)),
        b: perJoint(tf.div(h.size, tf.mul(side, 2))),
        c: perJoint(tf.div(side, o.size)),
        d: perJoint(tf.div(o.extent, tf.mul(side, 2))),
      },
    };
  });
}

/** Centers, extents and sizes (at least 1) of boxes, [P,2] each. */
function centered(boxes: Tensor2D): { center: Tensor; extent: Tensor; size: Tensor } {
  const [low, high] = tf.split(boxes, 2, 1);
  const extent = tf.sub(high, low);
  return { center: tf.div(tf.add(low, high), 2), extent, size: tf.maximum(extent, 1) };
}

/** Which of x and y each of 2K columns takes. */
function columnOf(keypoints: number): tf.Tensor1D {
  const columns = Array.from({ length: 2 * keypoints }, (_, i) => (i < keypoints ? 0 : 1));
  return tf.tensor1d(columns, 'int32');
}
