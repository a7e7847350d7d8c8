import * as tf from '@tensorflow/tfjs';
import type { Tensor } from '@tensorflow/tfjs';
import type { FeatureMap, Rois } from '@turbo-hoi/core';
import { oneHot } from '../indexing/one-hot';

export interface RoiAlignOptions {
  /** S: cells along each side of the result. */
  readonly side: number;
  /** Cells of the map per pixel of the boxes. */
  readonly spatialScale: number;
  /** Samples along each side of a cell. Default 2. */
  readonly samplingRatio?: number;
  /**
   * torchvision's `aligned`: shifts by half a cell and has no minimum size; true in detectron2, false in Mask R-CNN.
   */
  readonly aligned: boolean;
}

/** RoIAlign as two interpolation matrices per box, since bilinear sampling on a grid is separable. */
export interface RoiSampling {
  /**
   * Weights from rows of the maps to rows of the result: [R,S,H] over the region's own map if `perImage` is known, else
   * [R,S,B·H] over all.
   */
  readonly rows: Tensor;
  /** [R,S,W] – weights from columns of the map to columns of the result. */
  readonly columns: Tensor;
}

/** The interpolation matrices of torchvision's `roi_align`, computed without reading a tensor back. */
export function roiSampling(map: FeatureMap, rois: Rois, options: RoiAlignOptions): RoiSampling {
  const [batch, height, width] = map.shape;
  const [count] = rois.boxes.shape;
  const { side } = options;
  const weights = axisWeights(rois, options, [width, height]);
  const columns = tf.slice(weights, [0, 0, 0, 0], [count, 1, side, width]);
  const rows = tf.slice(weights, [0, 1, 0, 0], [count, 1, side, height]);
  return {
    rows: rois.perImage
      ? tf.reshape(rows, [count, side, height])
      : rowsOfBatch(rows, rois.imageIndex, batch),
    columns: tf.reshape(columns, [count, side, width]),
  };
}

/** Row weights over the whole batch, zero for other images: [R,1,S,H] → [R,S,B·H] */
function rowsOfBatch(rows: Tensor, imageIndex: Rois['imageIndex'], batch: number): Tensor {
  const [count, , side, height] = rows.shape;
  const image = tf.cast(oneHot(imageIndex, batch), 'float32');
  const own = tf.mul(
    tf.reshape(rows, [count, side, 1, height]),
    tf.reshape(image, [count, 1, batch, 1]),
  );
  return tf.reshape(own, [count, side, batch * height]);
}

/** [R,2,S,max(W,H)] – weight of each cell of the map, along x and along y. */
function axisWeights(rois: Rois, options: RoiAlignOptions, [width, height]: number[]): Tensor {
  const { side, samplingRatio = 2 } = options;
  const [count] = rois.boxes.shape;
  const perAxis = (x: number, y: number) => tf.tensor4d([x, y], [1, 2, 1, 1]);
  const at = samplePoints(rois, options, side * samplingRatio);
  // Samples more than a cell outside the map have weight 0; closer ones take the value at the border.
  const middle = tf.sub(at, perAxis((width - 1) / 2, (height - 1) / 2));
  const reach = perAxis((width + 1) / 2, (height + 1) / 2);
  const inside = tf.cast(tf.lessEqual(tf.abs(middle), reach), 'float32');
  const clamped = tf.minimum(tf.relu(at), perAxis(width - 1, height - 1));
  const distance = tf.abs(tf.sub(clamped, tf.range(0, Math.max(width, height))));
  const weights = tf.mul(tf.relu(tf.sub(1, distance)), inside);
  return tf.mean(tf.reshape(weights, [count, 2, side, samplingRatio, -1]), 3);
}

/** [R,2,samples,1] – x and y of the samples, in cells of the map. */
function samplePoints(rois: Rois, options: RoiAlignOptions, samples: number): Tensor {
  const [count] = rois.boxes.shape;
  const { spatialScale, aligned } = options;
  const scaled = tf.mul(tf.reshape(rois.boxes, [count, 4, 1, 1]), spatialScale);
  const [low, high] = tf.split(aligned ? tf.sub(scaled, 0.5) : scaled, 2, 1);
  const extent = tf.sub(high, low);
  const steps = Float32Array.from({ length: samples }, (_, i) => (i + 0.5) / samples);
  const offsets = tf.mul(
    aligned ? extent : tf.maximum(extent, 1),
    tf.tensor4d(steps, [1, 1, samples, 1]),
  );
  return tf.add(low, offsets);
}
