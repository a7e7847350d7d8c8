import * as tf from '@tensorflow/tfjs';
import { replaceKernel, upstreamKernel } from './replace-kernel';

/**
 * Sums of more than `most` tensors as sums of sums.
 *
 * A gradient that comes from many places is one `AddN`. On webgpu each input is a storage buffer of the shader, of which a device allows
 * 8 with the output; with more the backend's own kernel returns zeros.
 */
export function registerAddN(backendName: string, most = 7): void {
  const upstream = upstreamKernel('AddN', backendName);
  replaceKernel('AddN', backendName, (call) => {
    const terms = Object.values(call.inputs) as tf.Tensor[];
    if (terms.length <= most) return upstream(call);
    return tf.tidy(() => tf.addN(inGroups(terms, most).map((group) => tf.addN(group))));
  });
}

function inGroups<T>(items: readonly T[], size: number): T[][] {
  const count = Math.ceil(items.length / size);
  return Array.from({ length: count }, (_, i) => items.slice(i * size, (i + 1) * size));
}
