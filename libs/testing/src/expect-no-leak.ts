import * as tf from '@tensorflow/tfjs';

/** Asserts that `run` leaks no tensor; the tensors that it returns are disposed. */
export function expectNoLeak(run: () => unknown): void {
  const before = tf.memory().numTensors;
  tf.dispose(run() as tf.TensorContainer);
  const left = tf.memory().numTensors - before;
  if (left !== 0) {
    throw new Error(`expectNoLeak: ${left} more tensors are alive than before (${before})`);
  }
}
