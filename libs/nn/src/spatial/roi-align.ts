import * as tf from '@tensorflow/tfjs';
import type { Tensor, Tensor3D, Tensor4D } from '@tensorflow/tfjs';
import type { FeatureMap, RoiMap, Rois } from '@turbo-hoi/core';
import { emptyResult } from '../autodiff/empty-result';
import { withGradient } from '../autodiff/with-gradient';
import { type RoiAlignOptions, roiSampling } from './roi-sampling';

/** How many numbers may be alive between the two products: 128 MB. */
const LIMIT = 2 ** 25;

/**
 * torchvision's `roi_align`: map [B,H,W,C] and boxes → [R,S,S,C].
 *
 * Differentiable in the map; boxes are constants.
 */
export function roiAlign(map: FeatureMap, rois: Rois, options: RoiAlignOptions): RoiMap {
  return roiAlignInChunks(map, rois, options, LIMIT);
}

/** {@link roiAlign} on so many rois at a time that no more than `limit` numbers, or one roi's, are alive between. */
export function roiAlignInChunks(
  map: FeatureMap,
  rois: Rois,
  options: RoiAlignOptions,
  limit: number,
): RoiMap {
  const { side } = options;
  const shape = map.shape;
  const [, , width, channels] = shape;
  const [count] = rois.boxes.shape;
  if (count === 0) return emptyResult([map], [0, side, side, channels]);
  const chunk = Math.max(1, Math.floor(limit / (side * width * channels)));
  return withGradient<RoiMap>(
    [map],
    (save) => {
      const { rows, columns } = roiSampling(map, rois, options);
      save(rows, columns);
      const lines = tf.reshape(map, [-1, width * channels]);
      const parts = chunks([rows, columns], chunk, (own) => interpolate(lines, own, channels));
      return parts.length === 1 ? parts[0] : tf.concat(parts);
    },
    (dy, [rows, columns]) => {
      const parts = chunks([rows, columns, dy], chunk, ([rows, columns, dy]) =>
        spread(dy as RoiMap, rows, columns),
      );
      return [tf.reshape(parts.length === 1 ? parts[0] : tf.addN(parts), shape)];
    },
  );
}

/** lines [B·H,W·C] → [r,S,S,C] */
function interpolate(lines: Tensor, [rows, columns]: Tensor[], channels: number): RoiMap {
  const [count, side, , width] = columns.shape;
  const between = tf.matMul(flatRows(rows), lines);
  const cells = tf.reshape(between, [count * side, width, channels]) as Tensor3D;
  const y = tf.matMul(flatColumns(columns), cells);
  return tf.reshape(y, [count, side, side, channels]);
}

/** The transpose of {@link interpolate}: dy [r,S,S,C] → [B·H,W·C] */
function spread(dy: RoiMap, rows: Tensor, columns: Tensor): Tensor {
  const [count, side, , channels] = dy.shape;
  const cells = tf.reshape(dy, [count * side, side, channels]) as Tensor3D;
  const between = tf.matMul(flatColumns(columns), cells, true);
  return tf.matMul(flatRows(rows), tf.reshape(between, [count * side, -1]), true);
}

function flatRows(rows: Tensor): Tensor {
  const [count, side] = rows.shape;
  return tf.reshape(rows, [count * side, -1]);
}

function flatColumns(columns: Tensor): Tensor3D {
  const [count, side, , width] = columns.shape;
  return tf.reshape(columns, [count * side, side, width]);
}

/** Runs over slices of the tensors' first axis. */
function chunks<T extends Tensor>(
  tensors: Tensor[],
  size: number,
  run: (parts: Tensor[]) => T,
): T[] {
  const [count] = tensors[0].shape;
  if (count <= size) return [run(tensors)];
  return Array.from({ length: Math.ceil(count / size) }, (_, i) => {
    const length = Math.min(size, count - i * size);
    return tf.tidy(() => run(tensors.map((x) => tf.slice(x as Tensor4D, [i * size], [length]))));
  });
}
