import * as tf from '@tensorflow/tfjs';
import type { Tensor, Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs';
import { emptyResult } from '../autodiff/empty-result';
import { untaped } from '../autodiff/untaped';
import { gatherRows } from '../indexing/gather-rows';
import type { SamplingGrid } from './affine-grid';

/** What is outside a map: zeros, or its nearest cell. */
export type SamplingPadding = 'zeros' | 'border';

/**
 * PyTorch's `grid_sample`, bilinear, `align_corners=False`: map [R,H,W,C] at the places of a grid [R,side·side] → [R,side,side,C].
 *
 * Differentiable in the map and in the grid.
 */
export function gridSample(
  map: Tensor4D,
  { x, y }: SamplingGrid,
  padding: SamplingPadding = 'zeros',
): Tensor4D {
  const [rois, height, width, channels] = map.shape;
  const places = x.shape[1];
  const side = Math.sqrt(places);
  if (rois === 0) return emptyResult([map, x, y], [0, side, side, channels]);
  return tf.tidy(() => {
    const rows = tf.reshape(map, [rois * height * width, channels]) as Tensor2D;
    const first = tf.reshape(
      tf.mul(tf.range(0, rois, 1, 'int32'), tf.scalar(height * width, 'int32')),
      [rois, 1],
    );
    const [columns, lines] = [axis(x, width, padding), axis(y, height, padding)];
    const corners = lines.flatMap((line) =>
      columns.map((column) => {
        const cell = tf.add(tf.mul(line.cell, tf.scalar(width, 'int32')), column.cell);
        const index = tf.reshape(tf.add(cell, first), [rois * places]) as Tensor1D;
        const weight = tf.reshape(tf.mul(line.weight, column.weight), [rois * places, 1]);
        return tf.mul(gatherRows(rows, index), weight);
      }),
    );
    return tf.reshape(tf.addN(corners), [rois, side, side, channels]) as Tensor4D;
  });
}

interface Corner {
  /** int32, inside the map. */
  readonly cell: Tensor;
  readonly weight: Tensor;
}

/** The two cells around each place along an axis of `size` cells. */
function axis(place: Tensor2D, size: number, padding: SamplingPadding): [Corner, Corner] {
  const inCells = tf.div(tf.sub(tf.mul(tf.add(place, 1), size), 1), 2);
  const at = padding === 'border' ? tf.clipByValue(inCells, 0, size - 1) : inCells;
  const low = tf.floor(at);
  const share = tf.sub(at, low);
  return [corner(low, tf.sub(1, share), size), corner(tf.add(low, 1), share, size)];
}

function corner(cell: Tensor, weight: Tensor, size: number): Corner {
  // tfjs lacks the gradients of comparisons.
  const { index, inside } = untaped(() => ({
    index: tf.cast(tf.clipByValue(cell, 0, size - 1), 'int32'),
    inside: tf.cast(tf.logicalAnd(tf.greaterEqual(cell, 0), tf.less(cell, size)), 'float32'),
  }));
  return { cell: index, weight: tf.mul(weight, inside) };
}
