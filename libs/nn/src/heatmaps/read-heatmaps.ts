import * as tf from '@tensorflow/tfjs';
import type { Tensor, Tensor2D, Tensor3D, Tensor4D } from '@tensorflow/tfjs';
import type { Heatmaps, RoiMap } from '@turbo-hoi/core';
import { emptyResult } from '../autodiff/empty-result';
import { FusedKernel } from '../autodiff/fused-kernel';
import { withGradient } from '../autodiff/with-gradient';
import { cellCenters } from './cell-centers';

const fusedRead = new FusedKernel('TurboReadHeatmaps');
const fusedReadGradient = new FusedKernel('TurboReadHeatmapsGrad');

/** The largest float32 below 1 is 1 - ULP. */
const ULP = 2 ** -24;

/** Statistics of the softmax of heatmaps, computed without storing the softmax. */
export interface HeatmapReading {
  /** Expected x and y in -1..1, as in {@link softArgmax}, and the largest probability: [R,3,K]. */
  readonly points: Tensor3D;
  /** Probability in each of S×S blocks of cells: [R,S,S,K]. */
  readonly mass: RoiMap;
  /** log Σ exp of a heatmap's logits, which {@link heatmapCrossEntropy} accepts: [R,K]. */
  readonly logTotal: Tensor2D;
}

/** Computes all statistics of logits [R,M,M,K] in one pass; S = `side` divides M. */
export function readHeatmaps(logits: Heatmaps, side: number): HeatmapReading {
  const [rois, , , keypoints] = logits.shape;
  return tf.tidy(() => {
    const rows = rowsOf(logits, side);
    const [points, logTotal, mass] = tf.split(rows, [3, 1, side * side], 1) as Tensor3D[];
    return {
      points,
      mass: tf.reshape<tf.Rank.R4>(mass, [rois, side, side, keypoints]),
      logTotal: tf.reshape<tf.Rank.R2>(logTotal, [rois, keypoints]),
    };
  });
}

/**
 * [R,4+S·S,K] – x, y, peak, log total, masses.
 *
 * All follow from e = exp(logit - largest) and a few sums of it, so that the softmax is never stored. The gradient,
 * with p = e / Σe: dlogits = p · (gradient of the means at the cell + dLogTotal - Σ of d · value over means and peak),
 * plus p · dPeak at the peak itself.
 */
function readRows(logits: Heatmaps, side: number): Tensor3D {
  const [rois, mapSide, , keypoints] = logits.shape;
  const blocks = side * side;
  const block = mapSide / side;
  const [cells, perBlock] = [mapSide * mapSide, block * block];
  return withGradient<Tensor3D>(
    [logits],
    (save) => {
      const top = tf.max(logits, [1, 2], true);
      const exp = tf.exp(tf.sub(logits, top)) as Tensor4D;
      const sums = tf.matMul(coordinates(mapSide), tf.reshape(exp, [rois, cells, keypoints]));
      const [weighted, total] = tf.split(sums, [2, 1], 1);
      const mean = tf.reshape(tf.avgPool(exp, block, block, 'valid'), [rois, blocks, keypoints]);
      const peak = tf.div(1, total);
      const logTotal = tf.add(tf.log(total), tf.reshape(top, [rois, 1, keypoints]));
      const mass = tf.mul(mean, tf.mul(peak, perBlock));
      const rows = tf.concat([tf.mul(weighted, peak), peak, logTotal, mass], 1) as Tensor3D;
      save(exp, rows);
      return rows;
    },
    (dRows, [exp, rows]) => {
      const [dMean, dPeak, dLogTotal, dMass] = tf.split(dRows, [2, 1, 1, blocks], 1);
      const [mean, peak, , mass] = tf.split(rows, [2, 1, 1, blocks], 1);
      const alike = tf.sub(
        dLogTotal,
        tf.addN([dot(dMean, mean), dot(dPeak, peak), dot(dMass, mass)]),
      );
      const pulls = tf.mul(tf.concat([dMean, alike], 1), peak);
      const perMap = (x: Tensor, side: number) => tf.reshape(x, [rois, side, side, keypoints]);
      const blockPulls = perMap(tf.mul(dMass, peak), side) as Tensor4D;
      const atPeak = perMap(tf.mul(dPeak, peak), 1);
      const pull = tf.addN([
        perMap(tf.matMul(coordinates(mapSide), pulls, true), mapSide),
        tf.image.resizeNearestNeighbor(blockPulls, [mapSide, mapSide], false, true),
        // Only the peak has e = 1.
        tf.mul(tf.relu(tf.sub(exp, 1 - ULP)), tf.div(atPeak, ULP)),
      ]);
      return [tf.mul(exp, pull)];
    },
  );
}

function rowsOf(logits: Heatmaps, side: number): Tensor3D {
  if (logits.shape[0] === 0) return emptyResult([logits], [0, 4 + side * side, logits.shape[3]]);
  return fusedRead.exists ? readRowsFused(logits, side) : readRows(logits, side);
}

function readRowsFused(logits: Heatmaps, side: number): Tensor3D {
  return withGradient<Tensor3D>(
    [logits],
    (save) => {
      const [rows, top] = fusedRead.run({ logits }, { side });
      save(logits, rows, top);
      return rows as Tensor3D;
    },
    (dRows, [logits, rows, top]) => fusedReadGradient.run({ dRows, logits, rows, top }, { side }),
  );
}

function dot(a: Tensor, b: Tensor): Tensor {
  return tf.sum(tf.mul(a, b), 1, true);
}

/** [1,3,M·M] – x and y of each cell's center, and 1. */
function coordinates(side: number): Tensor3D {
  return tf.concat([cellCenters(side), tf.ones([1, 1, side * side])], 1);
}
