import { backend_util, type Tensor4D } from '@tensorflow/tfjs';

/** The attributes that the two backward convolutions share. */
export interface ConvAttributes {
  readonly strides: number | [number, number];
  readonly pad: 'valid' | 'same' | number | backend_util.ExplicitPadding;
  readonly dataFormat?: 'NHWC' | 'NCHW';
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

export type Shape4 = [number, number, number, number];

/** Sizes of the convolution `[N,H,W,Cin] * [K,K,Cin,Cout]` to differentiate. @throws Error for NCHW. */
export function convGeometry(
  inputShape: Shape4,
  filterShape: Shape4,
  { strides, pad, dataFormat, dimRoundingMode }: ConvAttributes,
): backend_util.Conv2DInfo {
  if (dataFormat === 'NCHW') {
    throw new Error('conv2d gradients on this backend: got data format NCHW, expected NHWC');
  }
  return backend_util.computeConv2DInfo(
    inputShape,
    filterShape,
    strides,
    1,
    pad,
    dimRoundingMode,
    false,
    'channelsLast',
  );
}

/** Pads rows and columns; a negative amount crops. */
export function padOrCrop(
  x: Tensor4D,
  [top, bottom]: readonly [number, number],
  [left, right]: readonly [number, number],
): Tensor4D {
  const [n, h, w, c] = x.shape;
  const grow = (amount: number) => Math.max(amount, 0);
  const cropped = [top, bottom, left, right].some((amount) => amount < 0)
    ? x.slice(
        [0, grow(-top), grow(-left), 0],
        [n, h - grow(-top) - grow(-bottom), w - grow(-left) - grow(-right), c],
      )
    : x;
  return cropped.pad([
    [0, 0],
    [grow(top), grow(bottom)],
    [grow(left), grow(right)],
    [0, 0],
  ]);
}
