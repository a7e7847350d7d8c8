import type * as tf from '@tensorflow/tfjs';
import { conv2dBackpropInput, type Conv2dBackpropInputAttributes } from './conv2d-backprop-input';
import { replaceKernel, upstreamKernel } from './replace-kernel';

const NAME = 'Conv2DBackpropInput';

/** Products of input and output channels from which interleaving costs less than it saves. */
const WIDE = 4096;

/**
 * Kernels of the native backend on a CPU that are faster than TensorFlow's.
 *
 * TensorFlow's gradient of a convolution by its input takes up to three times as long as a convolution of the same size.
 */
export function registerNativeKernels(backend: 'tensorflow'): void {
  const upstream = upstreamKernel(NAME, backend);
  replaceKernel(NAME, backend, (call) => {
    const { dy, filter } = call.inputs as unknown as Record<'dy' | 'filter', tf.Tensor4D>;
    const attributes = call.attrs as unknown as Conv2dBackpropInputAttributes;
    return isFaster(filter.shape, attributes)
      ? conv2dBackpropInput(dy, filter, attributes)
      : upstream(call);
  });
}

function isFaster(
  [, , inChannels, outChannels]: number[],
  { strides, pad, dataFormat }: Conv2dBackpropInputAttributes,
): boolean {
  if (dataFormat === 'NCHW') return false;
  const isStrided = typeof strides === 'number' ? strides > 1 : Math.max(...strides) > 1;
  return isStrided ? inChannels * outChannels >= WIDE : pad === 'same';
}
