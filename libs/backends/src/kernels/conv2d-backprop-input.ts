import * as tf from '@tensorflow/tfjs';
import { convGeometry, padOrCrop, type ConvAttributes, type Shape4 } from './conv-geometry';

export interface Conv2dBackpropInputAttributes extends ConvAttributes {
  readonly inputShape: Shape4;
}

/**
 * The gradient of a convolution by its input, computed as a convolution: with stride 1 by the rotated filter; with
 * stride s by s² filters of every s-th tap in one pass, whose results interleave ("sub-pixel" convolution). dy
 * [N,Ho,Wo,Cout], filter [K,K,Cin,Cout] → [N,H,W,Cin]
 *
 * Row i of the result is Σ_t dy[q-t] filter[r + s·t] with i + top = s·q + r: the filter's rows r, r + s, … apply to
 * neighbouring rows of dy.
 */
export function conv2dBackpropInput(
  dy: tf.Tensor4D,
  filter: tf.Tensor4D,
  attributes: Conv2dBackpropInputAttributes,
): tf.Tensor4D {
  const { inHeight, inWidth, inChannels, filterHeight, filterWidth, ...info } = convGeometry(
    attributes.inputShape,
    filter.shape,
    attributes,
  );
  const rows = axis(inHeight, filterHeight, info.outHeight, info.strideHeight, info.padInfo.top);
  const columns = axis(inWidth, filterWidth, info.outWidth, info.strideWidth, info.padInfo.left);
  const [sh, sw] = [rows.stride, columns.stride];
  return tf.tidy(() => {
    const phases = phaseFilters(filter, rows, columns);
    if (isSame(rows) && isSame(columns)) return tf.conv2d(dy, phases, 1, 'same');
    const padded = padOrCrop(dy, rows.padding, columns.padding);
    const result = tf.conv2d(padded, phases, 1, 'valid');
    return interleave(result, sh, sw).slice(
      [0, rows.offset, columns.offset, 0],
      [dy.shape[0], inHeight, inWidth, inChannels],
    );
  });
}

/** The small filters of all phases, rotated and side by side: [taps, taps, Cout, phases · Cin]. */
function phaseFilters(filter: tf.Tensor4D, rows: Axis, columns: Axis): tf.Tensor4D {
  const kernel = 'TurboPhaseFilters';
  if (tf.getKernel(kernel, tf.getBackend())) {
    const strides = { rows: rows.stride, columns: columns.stride };
    return (tf.engine().runKernel(kernel, { filter }, strides) as unknown as tf.Tensor4D[])[0];
  }
  const [height, width, inChannels, outChannels] = filter.shape;
  const all = rows.stride * columns.stride * inChannels;
  return tf
    .gather(filterRows(filter), tapsByPhase(rows, columns, height, width))
    .reshape([rows.taps * columns.taps, all, outChannels])
    .transpose([0, 2, 1])
    .reshape([rows.taps, columns.taps, outChannels, all]);
}

/** The filter's taps as rows [K·K+1, Cin·Cout]; the last is zero. */
function filterRows(filter: tf.Tensor4D): tf.Tensor2D {
  const [kh, kw, cin, cout] = filter.shape;
  return tf.concat([
    filter.reshape([kh * kw, cin * cout]),
    tf.zeros([1, cin * cout]),
  ]) as tf.Tensor2D;
}

/** For each position of the rotated small filters and each phase: the index of the tap, or of the row of zeros. */
function tapsByPhase(rows: Axis, columns: Axis, height: number, width: number): tf.Tensor1D {
  const taps: number[] = [];
  for (let t = rows.taps - 1; t >= 0; t--) {
    for (let u = columns.taps - 1; u >= 0; u--) {
      for (let row = t * rows.stride; row < (t + 1) * rows.stride; row++) {
        for (let column = u * columns.stride; column < (u + 1) * columns.stride; column++) {
          taps.push(row < height && column < width ? row * width + column : height * width);
        }
      }
    }
  }
  return tf.tensor1d(taps, 'int32');
}

/** Whether the convolution is one of stride 1 that "same" pads. */
const isSame = ({ stride, taps, padding: [before, after] }: Axis) =>
  stride === 1 && before === after && 2 * before === taps - 1;

interface Axis {
  readonly stride: number;
  /** Taps of the filter in one phase. */
  readonly taps: number;
  readonly padding: readonly [number, number];
  /** Where the input begins in the interleaved result. */
  readonly offset: number;
}

function axis(input: number, filter: number, output: number, stride: number, before: number): Axis {
  const taps = Math.ceil(filter / stride);
  // With stride 1 nothing is interleaved, and the rows before the input need not be computed and cropped.
  const skip = stride === 1 ? before : 0;
  const positions = Math.floor((input - 1 + before) / stride) + 1 - skip;
  return {
    stride,
    taps,
    padding: [taps - 1 - skip, positions + skip - output],
    offset: before - skip,
  };
}

/** [N,Q,P,sh·sw·C] → [N,Q·sh,P·sw,C]; one transposition is faster than the wasm backend's own DepthToSpace. */
function interleave(x: tf.Tensor4D, sh: number, sw: number): tf.Tensor4D {
  if (sh === 1 && sw === 1) return x;
  const [n, q, p, channels] = x.shape;
  const rowOfPhase = channels / sh;
  return x
    .reshape([n * q, p, sh, rowOfPhase])
    .transpose([0, 2, 1, 3])
    .reshape([n, q * sh, p * sw, rowOfPhase / sw]);
}
