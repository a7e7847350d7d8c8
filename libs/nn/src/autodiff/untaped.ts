import * as tf from '@tensorflow/tfjs';
import { mapTensors } from '../memory/map-tensors';
import { tidy } from '../memory/tidy';

/**
 * A structure of tensors that depend on no parameter, without recording their ops for gradients; the caller owns them.
 *
 * While gradients are computed, tfjs keeps the inputs of every op, even of those that need no gradient.
 */
export function untaped<T>(run: () => T): T {
  let kept: T;
  const op = tf.customGrad(() => {
    kept = mapTensors(tidy(run), (tensor) => tf.keep(tensor));
    return { value: tf.scalar(0), gradFunc: () => [] };
  });
  op().dispose();
  return mapTensors(kept!, (tensor) => {
    const own = tensor.clone();
    tensor.dispose();
    return own;
  });
}
