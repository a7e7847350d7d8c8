import type * as tf from '@tensorflow/tfjs';
import type { Conv2dBackpropFilterAttributes } from './conv2d-backprop-filter';
import { conv2dBackpropInput, type Conv2dBackpropInputAttributes } from './conv2d-backprop-input';
import type { ConvAttributes } from './conv-geometry';
import { replaceKernel, upstreamKernel } from './replace-kernel';
import { suitsWinograd, winogradConv2d, winogradConv2dBackpropFilter } from './winograd';

/** Product of input and output channels from which the composition of a strided one is faster than TensorFlow's own kernel. */
const WIDE = 2 ** 12;

/**
 * Kernels of the native backend on a CPU that are faster than TensorFlow's: its gradient of a convolution by its input takes up to three
 * times as long as a convolution of the same size (ADR-0031). Wide convolutions of 3×3 take Winograd's method (ADR-0037).
 */
export function registerNativeKernels(backend: 'tensorflow'): void {
  compose<ConvAttributes>(backend, 'Conv2D', {
    isFaster: ({ filter: { shape } }, attributes) => suitsWinograd(shape, attributes),
    compute: ({ x, filter }) => winogradConv2d(x, filter),
  });
  compose<Conv2dBackpropInputAttributes>(backend, 'Conv2DBackpropInput', {
    isFaster: ({ filter: { shape } }, attributes) =>
      isStrided(attributes) ? widthOf(shape) >= WIDE : attributes.pad === 'same',
    compute: ({ dy, filter }, attributes) => conv2dBackpropInput(dy, filter, attributes),
  });
  compose<Conv2dBackpropFilterAttributes>(backend, 'Conv2DBackpropFilter', {
    isFaster: (_, attributes) => suitsWinograd(attributes.filterShape, attributes),
    compute: ({ x, dy }) => winogradConv2dBackpropFilter(x, dy),
  });
}

type Inputs = Readonly<Record<'x' | 'dy' | 'filter', tf.Tensor4D>>;

interface Composition<Attributes> {
  isFaster(inputs: Inputs, attributes: Attributes): boolean;
  compute(inputs: Inputs, attributes: Attributes): tf.Tensor;
}

/** Replaces a kernel where a composition is faster. */
function compose<Attributes extends ConvAttributes>(
  backend: 'tensorflow',
  name: string,
  { isFaster, compute }: Composition<Attributes>,
): void {
  const upstream = upstreamKernel(name, backend);
  replaceKernel(name, backend, (call) => {
    const inputs = call.inputs as unknown as Inputs;
    const attributes = call.attrs as unknown as Attributes;
    const composed = attributes.dataFormat !== 'NCHW' && isFaster(inputs, attributes);
    return composed ? compute(inputs, attributes) : upstream(call);
  });
}

const widthOf = ([, , inChannels, outChannels]: readonly number[]) => inChannels * outChannels;

const isStrided = ({ strides }: ConvAttributes) =>
  typeof strides === 'number' ? strides > 1 : Math.max(...strides) > 1;
