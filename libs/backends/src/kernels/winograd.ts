import * as tf from '@tensorflow/tfjs';
import type { ConvAttributes } from './conv-geometry';

/** Channels must be multiples of it: LANES of native/winograd.h. */
const LANES = 16;

/** From this many channels on both sides, the products that are saved cost more than the transforms. */
const WIDE = 256;

interface Winograd extends ConvAttributes {
  readonly dilations?: number | readonly number[];
}

/** Whether Winograd's method computes this convolution, on a backend that has its transforms, and faster than the direct one. */
export function suitsWinograd(
  [height, width, inChannels, outChannels]: readonly number[],
  { strides, pad, dilations = 1, dataFormat }: Winograd,
): boolean {
  return (
    height === 3 &&
    width === 3 &&
    isOne(strides) &&
    isOne(dilations) &&
    pad === 'same' &&
    dataFormat !== 'NCHW' &&
    Math.min(inChannels, outChannels) >= WIDE &&
    inChannels % LANES === 0 &&
    outChannels % LANES === 0 &&
    tf.getKernel('TurboWinogradTiles', tf.getBackend()) !== undefined
  );
}

/**
 * A convolution of stride 1 that "same" pads, by minimal filtering F(2×2, 3×3): 16 matrix products over tiles of 2×2 outputs, with 1/2.25
 * of the direct one's multiplications. x [N,H,W,Cin], filter [3,3,Cin,Cout] → [N,H,W,Cout]
 *
 * Lavin and Gray, Fast Algorithms for Convolutional Neural Networks, 2016.
 */
export function winogradConv2d(x: tf.Tensor4D, filter: tf.Tensor4D): tf.Tensor4D {
  return tf.tidy(() => {
    const tiles = run('TurboWinogradTiles', { x });
    const points = tf.matMul(tiles, run('TurboWinogradFilter', { filter }));
    const [, rows, columns] = x.shape;
    return run<tf.Rank.R4>('TurboWinogradMaps', { points }, { rows, columns });
  });
}

/** Its gradient by the filter. x [N,H,W,Cin], dy [N,H,W,Cout] → [3,3,Cin,Cout] */
export function winogradConv2dBackpropFilter(x: tf.Tensor4D, dy: tf.Tensor4D): tf.Tensor4D {
  return tf.tidy(() => {
    const tiles = run('TurboWinogradTiles', { x });
    const points = tf.matMul(tiles, run('TurboWinogradMapsGrad', { dy }), true);
    return run<tf.Rank.R4>('TurboWinogradFilterGrad', { points });
  });
}

const isOne = (value: number | readonly number[]) =>
  typeof value === 'number' ? value === 1 : value.every((one) => one === 1);

function run<R extends tf.Rank = tf.Rank.R3>(
  kernel: string,
  inputs: tf.NamedTensorMap,
  attributes = {},
): tf.Tensor<R> {
  return (tf.engine().runKernel(kernel, inputs, attributes) as unknown as tf.Tensor<R>[])[0];
}
