import * as tf from '@tensorflow/tfjs';

/** Asserts that `run` leaves no tensor behind besides those it returns, which are disposed. */
export function expectNoLeak(run: () => tf.TensorContainer): void {
  const before = tf.memory().numTensors;
  const result = run();
  const returned = tf.getBackend() && tensorsIn(result);
  tf.dispose(returned as tf.Tensor[]);
  const left = tf.memory().numTensors - before;
  if (left !== 0) {
    throw new Error(`expectNoLeak: ${left} tensors more than before (${before}) are alive`);
  }
}

/** Every tensor in arrays and plain objects. */
function tensorsIn(value: tf.TensorContainer): tf.Tensor[] {
  if (value instanceof tf.Tensor) return [value];
  if (value === null || typeof value !== 'object' || ArrayBuffer.isView(value)) return [];
  return Object.values(value).flatMap((item) => tensorsIn(item as tf.TensorContainer));
}
