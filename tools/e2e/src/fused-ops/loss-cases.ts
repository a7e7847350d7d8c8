import type { Rng } from '@turbo-hoi/core';
import {
  binaryCrossEntropy,
  boxRegressionLoss,
  heatmapCrossEntropy,
  readHeatmaps,
  smoothL1,
  softmaxCrossEntropy,
} from '@turbo-hoi/nn';
import * as tf from '@tensorflow/tfjs';
import type { Tensor, Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs';
import { type Case, random } from './case';

/** Every loss of `nn` with a fused kernel, some of whose rows do not count. */
export function lossCases(rng: Rng): Case[] {
  const [rows, columns] = [9, 5];
  const mask = ones(rng, [rows]) as Tensor1D;
  const target = random(rng, [rows, 4]) as Tensor2D;
  return [
    loss('binary cross-entropy', 'BinaryCrossEntropy', random(rng, [rows, columns]), (logits) =>
      binaryCrossEntropy(logits as Tensor2D, ones(rng, [rows, columns], 1) as Tensor2D, mask),
    ),
    loss('softmax cross-entropy', 'SoftmaxCrossEntropy', random(rng, [rows, columns]), (logits) =>
      softmaxCrossEntropy(logits as Tensor2D, places(rows, columns), mask),
    ),
    loss(
      'softmax cross-entropy without rows that count',
      'SoftmaxCrossEntropy',
      random(rng, [rows, columns]),
      (logits) =>
        softmaxCrossEntropy(logits as Tensor2D, places(rows, columns), tf.zerosLike(mask)),
    ),
    ...[0, 1 / 9, 1].flatMap((beta) => [
      loss(`smooth L1, β ${beta.toFixed(2)}`, 'SmoothL1', random(rng, [rows, 8]), (x) =>
        smoothL1(
          x as Tensor2D,
          tf.concat([target, target], 1),
          ones(rng, [rows, 2], 2) as Tensor2D,
          beta,
        ),
      ),
      loss(`box regression, β ${beta.toFixed(2)}`, 'BoxRegression', random(rng, [rows, 12]), (x) =>
        boxRegressionLoss(x as Tensor2D, target, places(rows, 4), mask, beta),
      ),
    ]),
    heatmaps(rng),
  ];
}

function loss(
  what: string,
  name: string,
  prediction: Tensor,
  run: (prediction: Tensor) => Tensor,
): Case {
  return { what, kernels: [`Turbo${name}`], inputs: [prediction], variables: [], run };
}

/** With a log total that depends on the logits too, and cells of which some lie outside. */
function heatmaps(rng: Rng): Case {
  const [rois, side, keypoints] = [6, 8, 3];
  const cells = tf.reshape(places(rois * keypoints, side * side + 4), [
    rois,
    keypoints,
  ]) as Tensor2D;
  const visible = ones(rng, [rois, keypoints]) as Tensor2D;
  return {
    what: 'cross-entropy of heatmaps',
    kernels: ['TurboHeatmapLoss', 'TurboHeatmapLossGrad'],
    inputs: [random(rng, [rois, side, side, keypoints])],
    variables: [],
    run: (logits) => {
      const { logTotal } = readHeatmaps(logits as Tensor4D, 2);
      return heatmapCrossEntropy(logits as Tensor4D, cells, visible, logTotal);
    },
  };
}

/** Some ones among zeros, the same for the same seed. */
const ones = (rng: Rng, shape: number[], seed = 0): Tensor => {
  const own = rng.fork('ones', seed);
  const values = Float32Array.from({ length: tf.util.sizeFromShape(shape) }, () => own.int(2));
  return tf.tensor(values, shape);
};

/** 0, 1, …, count - 1, 0, 1, … */
const places = (length: number, count: number): Tensor1D =>
  tf.tensor1d(
    Int32Array.from({ length }, (_, i) => (5 * i) % count),
    'int32',
  );
