import { ACTION_LOGITS, type HoiOutput } from '@turbo-hoi/core';
import { spatialSoftmax } from '@turbo-hoi/nn';
import { type DecodeOptions, decodeHeatmaps, type HeatmapArray } from '@turbo-hoi/pose-module';
import type { StageOutput } from '@turbo-hoi/turbo-loop';
import * as tf from '@tensorflow/tfjs';
import { decodePoints } from './decode-points';
import type { StagePrediction } from './prediction';

/** The outputs of a stage that are read back, still on the device. */
export interface ReadableStage {
  readonly out: Readonly<Record<string, tf.Tensor>> | null;
  readonly pairs: Readonly<Record<string, tf.Tensor>> | null;
  readonly heatmaps: tf.Tensor4D | null;
  /** [R,3K], in place of heatmaps for a pose that is a list of points. */
  readonly points: tf.Tensor | null;
  readonly attention: tf.Tensor | null;
}

/** A stage's outputs after their activations: action logits → scores, heatmap logits → probabilities. The caller disposes the tensors. */
export function readableStage(
  { hoi, pose, attention }: StageOutput,
  outputs: readonly HoiOutput[],
): ReadableStage {
  return {
    out: hoi && activated(hoi.out, outputs),
    pairs: hoi?.pairs ? activated(hoi.pairs, outputs) : null,
    heatmaps: pose && !pose.points ? spatialSoftmax(pose.logits) : null,
    points: pose?.points ? tf.clone(pose.points) : null,
    attention: attention && pose && spread(tf.mean(attention, 3), pose.coarse.shape),
  };
}

/** Downloads a stage's outputs and decodes its heatmaps or points. @param boxes flat xyxy of the people in pixels, [4R] */
export async function readStage(
  { out, pairs, heatmaps, points, attention }: ReadableStage,
  boxes: Float32Array,
  decoding: DecodeOptions = {},
): Promise<StagePrediction> {
  const [parts, ofPairs, maps, places, weights] = await Promise.all([
    out && readAll(out),
    pairs && readAll(pairs),
    heatmaps && readHeatmaps(heatmaps),
    points && read(points),
    attention && read(attention),
  ]);
  return {
    out: parts,
    ...(ofPairs && { pairs: ofPairs }),
    keypoints: places ? decodePoints(places, boxes) : maps && decodeHeatmaps(maps, boxes, decoding),
    attention: weights,
  };
}

/** Applies the activations that the module declares; actions are always logits. */
function activated(
  parts: Readonly<Record<string, tf.Tensor2D>>,
  outputs: readonly HoiOutput[],
): Record<string, tf.Tensor> {
  const sigmoids = outputs.filter(({ activation }) => activation === 'sigmoid');
  const isSigmoid = new Set([ACTION_LOGITS, ...sigmoids.map(({ name }) => name)]);
  return Object.fromEntries(
    Object.entries(parts).map(([name, part]) => [
      name,
      isSigmoid.has(name) ? tf.sigmoid(part) : tf.clone(part),
    ]),
  );
}

/** Broadcasts a mask to one weight per person and cell, [R,S,S]. */
function spread(mask: tf.Tensor, [rois, side]: readonly number[]): tf.Tensor {
  return tf.broadcastTo(mask, [rois, side, side]);
}

async function readHeatmaps(heatmaps: tf.Tensor4D): Promise<HeatmapArray> {
  const [rois, side, , keypoints] = heatmaps.shape;
  return { data: await read(heatmaps), rois, side, keypoints };
}

async function readAll(
  tensors: Readonly<Record<string, tf.Tensor>>,
): Promise<Record<string, Float32Array>> {
  const entries = Object.entries(tensors).map(
    async ([name, tensor]) => [name, await read(tensor)] as const,
  );
  return Object.fromEntries(await Promise.all(entries));
}

const read = async (tensor: tf.Tensor) => (await tensor.data()) as Float32Array;
