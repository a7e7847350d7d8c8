import * as tf from '@tensorflow/tfjs';

export type KernelInputs = Record<string, tf.Tensor>;

/** The backends' own kernel functions, kept when they are replaced. */
const upstream = new Map<string, tf.KernelFunc>();

/** The backend's own kernel, also if it has been replaced. */
export function upstreamKernel(kernelName: string, backendName: string): tf.KernelFunc {
  const key = `${backendName}.${kernelName}`;
  const own = upstream.get(key) ?? tf.getKernel(kernelName, backendName).kernelFunc;
  upstream.set(key, own);
  return own;
}

/** Replaces a kernel of a backend, or adds it if the backend has none. */
export function replaceKernel(
  kernelName: string,
  backendName: string,
  kernelFunc: tf.KernelFunc,
): void {
  const existing = tf.getKernel(kernelName, backendName);
  if (existing) tf.unregisterKernel(kernelName, backendName);
  tf.registerKernel({ ...existing, kernelName, backendName, kernelFunc });
}

/** {@link replaceKernel} with a composition of other kernels. */
export function composeKernel(
  kernelName: string,
  backendName: string,
  compose: (inputs: KernelInputs, attributes: tf.NamedAttrMap) => tf.Tensor,
): void {
  replaceKernel(kernelName, backendName, ({ inputs, attrs }) =>
    compose(inputs as unknown as KernelInputs, attrs as tf.NamedAttrMap),
  );
}
