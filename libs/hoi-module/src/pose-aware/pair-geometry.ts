import { FusedKernel, tidy, untaped } from '@turbo-hoi/nn';
import * as tf from '@tensorflow/tfjs';
import type { Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs';
import type { JointFrames } from '../pair-context/joint-features';

export interface PairGeometry {
  /** Eq. 2's code of the object's box relative to the person's, within ±4: [P,4]. */
  readonly code: Tensor2D;
  readonly frames: JointFrames;
}

/** Whose boxes, and which of them form the P pairs. */
export interface PairedBoxes {
  /** [R,4], and the row of each pair's person, [P] int32. */
  readonly people: Tensor2D;
  readonly person: Tensor1D;
  /** [O,4], and the row of each pair's object, [P] int32. */
  readonly objects: Tensor2D;
  readonly object: Tensor1D;
}

const fused = new FusedKernel('TurboPairGeometry');

/** How pairs' objects lie to their people, from boxes in the same pixels; sides count at least 1 pixel. No gradient flows to boxes. */
export function pairGeometry(boxes: PairedBoxes): PairGeometry {
  return fused.exists && boxes.person.size > 0 ? fusedGeometry(boxes) : composedGeometry(boxes);
}

function fusedGeometry({ people, person, objects, object }: PairedBoxes): PairGeometry {
  return untaped(() => {
    const [code, a, b, c, d] = fused.run({ people, person, objects, object }) as Tensor2D[];
    return { code, frames: { a, b, c, d } };
  });
}

function composedGeometry({ people, person, objects, object }: PairedBoxes): PairGeometry {
  return tidy(() => {
    const h = centered(tf.gather(people, person));
    const o = centered(tf.gather(objects, object));
    const offset = tf.sub(o.center, h.center);
    const side = tf.sqrt(tf.prod(h.size, 1, true));
    const code = tf.concat([tf.div(offset, h.size), tf.log(tf.div(o.size, h.size))], 1);
    return {
      code: tf.clipByValue(code, -4, 4) as Tensor2D,
      frames: {
        a: tf.div(tf.neg(offset), side),
        b: tf.div(h.size, tf.mul(side, 2)),
        c: tf.div(side, o.size),
        d: tf.div(o.extent, tf.mul(side, 2)),
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
