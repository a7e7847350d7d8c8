import * as tf from '@tensorflow/tfjs';
import type { Tensor, Tensor3D } from '@tensorflow/tfjs';
import { type FeatureMap, type RoiMap, type Rois, TurboHoiError } from '@turbo-hoi/core';
import { emptyResult } from '../autodiff/empty-result';
import { withGradient } from '../autodiff/with-gradient';
import { fusedRoiAlign, hasFusedRoiAlign } from './fused-roi-align';
import { type RoiAlignOptions, roiSampling } from './roi-sampling';
import { sparseProduct } from './sparse-product';

/** Largest number of intermediate values between the two products: 128 MB. */
const LIMIT = 2 ** 25;

/**
 * torchvision's `roi_align`: map [B,H,W,C] and boxes → [R,S,S,C].
 *
 * Differentiable in the map; boxes are constants.
 */
export function roiAlign(map: FeatureMap, rois: Rois, options: RoiAlignOptions): RoiMap {
  if (hasFusedRoiAlign()) {
    if (rois.boxes.shape[0] > 0) checkPerImage(map, rois);
    return fusedRoiAlign(map, rois, options);
  }
  return roiAlignInChunks(map, rois, options, LIMIT);
}

/** {@link roiAlign} in chunks of rois with at most `limit` intermediate values (or one roi per chunk). */
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
  const groups = groupsOf(map, rois);
  const chunk = Math.max(1, Math.floor(limit / (side * width * channels)));
  return withGradient<RoiMap>(
    [map],
    (save) => {
      const { rows, columns } = roiSampling(map, rois, options);
      save(rows, columns);
      const lines = tf.reshape(map, [groups.length, -1, width * channels]) as Tensor3D;
      const parts = chunks([rows, columns], groups, chunk, ([rows, columns], groups) =>
        interpolate(lines, rows, columns, groups),
      );
      return parts.length === 1 ? parts[0] : tf.concat(parts);
    },
    (dy, [rows, columns]) => {
      const parts = chunks([rows, columns, dy], groups, chunk, ([rows, columns, dy], groups) =>
        spread(dy as RoiMap, rows, columns, groups),
      );
      return [tf.reshape(parts.length === 1 ? parts[0] : tf.addN(parts), shape)];
    },
  );
}

/**
 * Number of rois per group of images. With `perImage`, every image is a group; without, all images are one group, and
 * the weights of rows of other images are zero.
 */
function groupsOf(map: FeatureMap, rois: Rois): readonly number[] {
  checkPerImage(map, rois);
  return rois.perImage ?? [rois.boxes.shape[0]];
}

function checkPerImage(map: FeatureMap, { boxes, perImage }: Rois): void {
  const [count] = boxes.shape;
  if (!perImage) return;
  if (perImage.length !== map.shape[0] || perImage.reduce((sum, n) => sum + n, 0) !== count) {
    throw new TurboHoiError(
      'shape',
      `roiAlign: perImage has ${perImage.length} counts, [${perImage}], for a batch of ${map.shape[0]} images and ` +
        `${count} rois; expected one count per image, with their sum the number of rois. Correct it or leave it out.`,
    );
  }
}

/** lines [G,h,W·C] of the groups' maps, groups [G]: number of rois of each → [r,S,S,C] */
function interpolate(
  lines: Tensor3D,
  rows: Tensor,
  columns: Tensor,
  groups: readonly number[],
): RoiMap {
  const [count, side, width] = columns.shape;
  const parts = ranges(groups).map(({ group, first, length }) =>
    tf.matMul(flatRows(part(rows, first, length)), squeezed(part(lines, group, 1))),
  );
  const between = parts.length === 1 ? parts[0] : tf.concat(parts);
  const cells = tf.reshape(between, [count * side, width, -1]) as Tensor3D;
  const y = sparseProduct(columns as Tensor3D, cells);
  return tf.reshape(y, [count, side, side, -1]);
}

/** The transpose of {@link interpolate}: dy [r,S,S,C] → [G,h,W·C] */
function spread(dy: RoiMap, rows: Tensor, columns: Tensor, groups: readonly number[]): Tensor {
  const [count, side, , channels] = dy.shape;
  const [, , height] = rows.shape;
  const cells = tf.reshape(dy, [count * side, side, channels]) as Tensor3D;
  const between = tf.reshape(sparseProduct(columns as Tensor3D, cells, true), [count, side, -1]);
  const parts = new Map(
    ranges(groups).map(({ group, first, length }) => [
      group,
      tf.matMul(flatRows(part(rows, first, length)), flatRows(part(between, first, length)), true),
    ]),
  );
  const [, , line] = between.shape;
  return tf.stack(groups.map((_, group) => parts.get(group) ?? tf.zeros([height, line])));
}

/** Range of rois of each non-empty group. */
function ranges(groups: readonly number[]) {
  let first = 0;
  return groups.flatMap((length, group) => {
    const range = { group, first, length };
    first += length;
    return length > 0 ? [range] : [];
  });
}

/** Slice of `length` along the first axis. */
function part(x: Tensor, first: number, length: number): Tensor {
  return length === x.shape[0] ? x : tf.slice(x, [first], [length]);
}

function squeezed(x: Tensor): Tensor {
  return tf.reshape(x, x.shape.slice(1));
}

function flatRows(rows: Tensor): Tensor {
  const [count, side] = rows.shape;
  return tf.reshape(rows, [count * side, -1]);
}

/** Calls a function on slices along the tensors' first axis, with the number of rois of each group in the slice. */
function chunks<T extends Tensor>(
  tensors: Tensor[],
  groups: readonly number[],
  size: number,
  run: (parts: Tensor[], groups: readonly number[]) => T,
): T[] {
  const [count] = tensors[0].shape;
  if (count <= size) return [run(tensors, groups)];
  return Array.from({ length: Math.ceil(count / size) }, (_, i) => {
    const [first, last] = [i * size, Math.min(count, (i + 1) * size)];
    return tf.tidy(() =>
      run(
        tensors.map((x) => part(x, first, last - first)),
        within(groups, first, last),
      ),
    );
  });
}

/** Number of rois of each group in a range of all rois. */
function within(groups: readonly number[], first: number, last: number): number[] {
  let end = 0;
  return groups.map((length) => {
    const start = end;
    end += length;
    return Math.max(0, Math.min(end, last) - Math.max(start, first));
  });
}
