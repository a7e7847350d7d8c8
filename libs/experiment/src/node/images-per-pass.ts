import * as tf from '@tensorflow/tfjs';

/**
 * Images that share a forward pass of evaluation.
 *
 * The native backend spends much of a pass on starting its ops, whatever their size: 16 images take a quarter less time than twice 8. On wasm they do
 * not, and a Ctrl-C waits for a pass, of which 8 images take a second there.
 */
export function imagesPerPass(): number {
  return tf.getBackend() === 'tensorflow' ? 16 : 8;
}

/** Images whose proposals are computed together: few, since the first step waits for the groups of all its images. */
export function proposalsPerPass(): number {
  return tf.getBackend() === 'wasm' ? 4 : 8;
}
