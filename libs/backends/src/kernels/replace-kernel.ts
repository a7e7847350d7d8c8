import * as tf from '@tensorflow/tfjs';

export type KernelInputs = Record<string, tf.Tensor>;

/** The backends' own functions, kept when others take their names. */
const upstream = new Map<string, tf.KernelFunc>();

/** A kernel as the backend brought it, whatever stands in its place now. */
export function upstreamKernel(kernelName: string, backendName: string): tf.KernelFunc {
  const key = `${backendName}.${kernelName}`;
  const own = upstream.get(key) ?? tf.getKernel(kernelName, backendName).kernelFunc;
  upstream.set(key, own);
  return own;
}

/** Puts a function in a kernel's place, or where the backend has none. */
export function replaceKernel(
  kernelName: string,
  backendName: string,
  kernelFunc: tf.KernelFunc,
): void {
  const existing = tf.getKernel(kernelName, backendName);
  if (existing) tf.unregisterKernel(kernelName, backendName);
  tf.registerKernel({ ...existing, kernelName, backendName, kernelFunc });
}

/** {@link replaceKernel} by something made of other kernels. */
export function composeKernel(
  kernelName: string,
  backendName: string,
  compose: (inputs: KernelInputs, attributes: tf.NamedAttrMap) => tf.Tensor,
): void {
  replaceKernel(kernelName, backendName, ({ inputs, attrs }) =>
    compose(inputs as unknown as KernelInputs, attrs as tf.NamedAttrMap),
  );
}
