import * as tf from '@tensorflow/tfjs';
import type { Tensor, Tensor3D, Tensor4D } from '@tensorflow/tfjs';
import type { FeatureMap, Rois } from '@turbo-hoi/core';
import { oneHot } from '../indexing/one-hot';

export interface RoiAlignOptions {
  /** S: cells along each side of the result. */
  readonly side: number;
  /** Cells of the map per pixel of the boxes. */
  readonly spatialScale: number;
  /** Samples along each side of a cell. Default 2. */
  readonly samplingRatio?: number;
  /** torchvision's `aligned`: half a cell's shift, no smallest size; detectron2 has true, Mask R-CNN false. */
  readonly aligned: boolean;
}

/** RoIAlign as two interpolation matrices a box, since bilinear sampling on a grid is separable. */
export interface RoiSampling {
  /** [R·S,B·H]: rows of the batch's maps → rows of the result. */
  readonly rows: Tensor;
  /** [R·S,S,W]: for every row of the result, columns of the map → columns of the result. */
  readonly columns: Tensor3D;
}

/** The interpolation matrices of torchvision's `roi_align`; made without reading a tensor back. */
export function roiSampling(map: FeatureMap, rois: Rois, options: RoiAlignOptions): RoiSampling {
  const [batch, height, width] = map.shape;
  const [count] = rois.boxes.shape;
  const { side } = options;
  const [x, y] = tf.split(axisWeights(rois, options, [width, height]), 2, 1);
  const rowWeights = tf.slice(y, [0, 0, 0, 0], [count, 1, side, height]);
  const image = tf.reshape(tf.cast(oneHot(rois.imageIndex, batch), 'float32'), [
    count,
    1,
    batch,
    1,
  ]);
  const rows = tf.mul(tf.reshape(rowWeights, [count, side, 1, height]), image);
  const columns = tf.slice(x, [0, 0, 0, 0], [count, 1, side, width]);
  return {
    rows: tf.reshape(rows, [count * side, batch * height]),
    columns: tf.reshape(tf.tile(columns, [1, side, 1, 1]), [count * side, side, width]),
  };
}

/** [R,2,S,max(W,H)]: how much each cell of the map counts, along x and along y. */
function axisWeights(rois: Rois, options: RoiAlignOptions, sizes: [number, number]): Tensor4D {
  const { side, samplingRatio = 2 } = options;
  const [count] = rois.boxes.shape;
  const samples = side * samplingRatio;
  const longest = Math.max(...sizes);
  const at = tf.reshape(samplePoints(rois, options, samples), [count, 2, samples, 1]);
  const size = tf.tensor4d(sizes, [1, 2, 1, 1]);
  // Outside by more than a cell counts nothing; up to there the border is continued.
  const inside = tf.logicalAnd(tf.greaterEqual(at, -1), tf.lessEqual(at, size));
  const clamped = tf.minimum(tf.relu(at), tf.sub(size, 1));
  const distance = tf.abs(tf.sub(clamped, tf.range(0, longest)));
  const weights = tf.mul(tf.relu(tf.sub(1, distance)), tf.cast(inside, 'float32'));
  return tf.mean(tf.reshape(weights, [count, 2, side, samplingRatio, longest]), 3);
}

/** [R,2,samples]: x and y of the samples, in cells of the map. */
function samplePoints(rois: Rois, options: RoiAlignOptions, samples: number): Tensor {
  const [count] = rois.boxes.shape;
  const { spatialScale, aligned } = options;
  const scaled = tf.mul(tf.reshape(rois.boxes, [count, 2, 2]), spatialScale);
  const [low, high] = tf
    .split(aligned ? tf.sub(scaled, 0.5) : scaled, 2, 1)
    .map((corner) => tf.reshape(corner, [count, 2, 1]));
  const extent = tf.sub(high, low);
  const steps = Float32Array.from({ length: samples }, (_, i) => (i + 0.5) / samples);
  return tf.add(low, tf.mul(aligned ? extent : tf.maximum(extent, 1), steps));
}
