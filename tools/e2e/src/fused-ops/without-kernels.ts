import * as tf from '@tensorflow/tfjs';

/** Runs something while the active backend lacks some kernels. @throws Error if it has not got them */
export function withoutKernels<T>(names: readonly string[], run: () => T): T {
  const backend = tf.getBackend();
  const removed = names.map((kernelName) => {
    const kernel = tf.getKernel(kernelName, backend);
    if (!kernel) throw new Error(`${kernelName} is not registered`);
    tf.unregisterKernel(kernelName, backend);
    return kernel;
  });
  try {
    return run();
  } finally {
    removed.forEach((kernel) => tf.registerKernel(kernel));
  }
}
