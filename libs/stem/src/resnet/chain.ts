import { tidy } from '@turbo-hoi/nn';
import type * as tf from '@tensorflow/tfjs';

export type Part = (x: tf.Tensor4D) => tf.Tensor4D;

/** Runs one part after the other and lets go of what lies between at once: maps of a body take gigabytes together. */
export function chain(parts: readonly Part[], x: tf.Tensor4D): tf.Tensor4D {
  return tidy(() =>
    parts.reduce((y, part) => {
      const next = part(y);
      if (y !== x) y.dispose();
      return next;
    }, x),
  );
}
