import { tidy } from '@turbo-hoi/nn';
import type * as tf from '@tensorflow/tfjs';

export type Part = (x: tf.Tensor4D) => tf.Tensor4D;

/** Runs the parts in sequence and frees intermediate maps at once: together the maps of a body take gigabytes. */
export function chain(parts: readonly Part[], x: tf.Tensor4D): tf.Tensor4D {
  return tidy(() =>
    parts.reduce((y, part) => {
      const next = part(y);
      if (y !== x) y.dispose();
      return next;
    }, x),
  );
}
