import type { RoiMap } from '@turbo-hoi/core';
import { roiAlign, tidy, toRois } from '@turbo-hoi/nn';
import * as tf from '@tensorflow/tfjs';

/** A feature map and its stride. */
export interface PoolingLevel {
  /** [B,h,w,C] */
  readonly map: tf.Tensor4D;
  readonly stride: number;
}

/** Side of the boxes that belong to the level of stride 16 (Lin et al. 2017, Eq. 1). */
const CANONICAL_SIDE = 224;
const CANONICAL_STRIDE = 16;

/**
 * Index of the level from which each box is pooled: torchvision's `LevelMapper`. boxes [4n] → [n].
 *
 * @param strides finest first, each twice the previous one
 */
export function assignLevels(boxes: Float32Array, strides: readonly number[]): Int32Array {
  const offset = Math.log2(CANONICAL_STRIDE / strides[0]);
  return Int32Array.from({ length: boxes.length / 4 }, (_, i) => {
    const area = (boxes[4 * i + 2] - boxes[4 * i]) * (boxes[4 * i + 3] - boxes[4 * i + 1]);
    const level = Math.floor(offset + Math.log2(Math.sqrt(area) / CANONICAL_SIDE) + 1e-6);
    return Math.min(Math.max(level, 0), strides.length - 1);
  });
}

/**
 * torchvision's `MultiScaleRoIAlign`: boxes [4n] in pixels of the input → [n,side,side,C].
 *
 * @param imageIndex [n] – image of the batch; absent: a batch of one image
 */
export function poolLevels(
  levels: readonly PoolingLevel[],
  boxes: Float32Array,
  side: number,
  imageIndex: Int32Array = new Int32Array(boxes.length / 4),
): RoiMap {
  const level = assignLevels(
    boxes,
    levels.map(({ stride }) => stride),
  );
  return tidy(() => {
    const order: number[] = [];
    const parts = levels.map(({ map, stride }, l) => {
      const own = [...level.keys()].filter((i) => level[i] === l);
      order.push(...own);
      const flat = Float32Array.from(own.flatMap((i) => [...boxes.subarray(4 * i, 4 * i + 4)]));
      const [images] = map.shape;
      const rois = toRois(
        flat,
        Int32Array.from(own, (i) => imageIndex[i]),
        images,
      );
      return roiAlign(map, rois, { side, spatialScale: 1 / stride, aligned: false });
    });
    if (parts.length === 1) return parts[0];
    // From the order by level back to the order of the boxes.
    const places = new Int32Array(order.length);
    order.forEach((box, place) => (places[box] = place));
    return tf.gather(tf.concat(parts), tf.tensor1d(places, 'int32'));
  });
}
