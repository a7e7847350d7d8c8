import * as tf from '@tensorflow/tfjs';

/** One run of a kernel; times in milliseconds of `performance.now()`. */
export interface KernelSpan {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  /** Time in kernels that this one runs itself, such as those that a composite kernel consists of. */
  readonly nested: number;
  readonly shapes: readonly (readonly number[])[];
}

/**
 * Reports every kernel that the active backend runs, until the returned function is called. Kernels run synchronously on tensorflow, wasm and
 * cpu, so that the time until a kernel returns is that of its work.
 *
 * The backend's kernels are replaced meanwhile: without a recording nothing is paid for.
 */
export function recordKernels(onSpan: (span: KernelSpan) => void): () => void {
  const backendName = tf.getBackend();
  const originals = tf.getKernelsForBackend(backendName);
  // Time in nested kernels, of each kernel that is running.
  const running: number[] = [];
  const timed = ({ kernelName, kernelFunc }: tf.KernelConfig): tf.KernelFunc => {
    return (params) => {
      running.push(0);
      const start = performance.now();
      let end = start;
      try {
        const result = kernelFunc(params);
        end = performance.now();
        const shapes = [result].flat().map(({ shape }) => shape);
        onSpan({ name: kernelName, start, end, nested: running.at(-1)!, shapes });
        return result;
      } finally {
        running.pop();
        if (running.length > 0) running[running.length - 1] += end - start;
      }
    };
  };
  for (const kernel of originals) replace({ ...kernel, kernelFunc: timed(kernel) });
  return () => originals.forEach(replace);
}

function replace(kernel: tf.KernelConfig): void {
  tf.unregisterKernel(kernel.kernelName, kernel.backendName);
  tf.registerKernel(kernel);
}
