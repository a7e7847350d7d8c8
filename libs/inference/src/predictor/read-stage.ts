import { ACTION_LOGITS, type HoiOutput } from '@turbo-hoi/core';
import { spatialSoftmax } from '@turbo-hoi/nn';
import { type DecodeOptions, decodeHeatmaps, type HeatmapArray } from '@turbo-hoi/pose-module';
import type { StageOutput } from '@turbo-hoi/turbo-loop';
import * as tf from '@tensorflow/tfjs';
import type { StagePrediction } from './prediction';

/** What is read back of a stage, still on the device. */
export interface ReadableStage {
  readonly out: Readonly<Record<string, tf.Tensor>> | null;
  readonly pairs: Readonly<Record<string, tf.Tensor>> | null;
  readonly heatmaps: tf.Tensor4D | null;
  readonly attention: tf.Tensor | null;
}

/** A stage's output as people read it: scores instead of logits, probabilities instead of heatmap logits. */
export function readableStage(
  { hoi, pose, attention }: StageOutput,
  outputs: readonly HoiOutput[],
): ReadableStage {
  return {
    out: hoi && activated(hoi.out, outputs),
    pairs: hoi?.pairs ? activated(hoi.pairs, outputs) : null,
    heatmaps: pose && spatialSoftmax(pose.logits),
    attention: attention && pose && spread(tf.mean(attention, 3), pose.coarse.shape),
  };
}

/** @param boxes flat xyxy of the people, 4R */
export async function readStage(
  { out, pairs, heatmaps, attention }: ReadableStage,
  boxes: Float32Array,
  decoding: DecodeOptions = {},
): Promise<StagePrediction> {
  const [parts, ofPairs, maps, weights] = await Promise.all([
    out && readAll(out),
    pairs && readAll(pairs),
    heatmaps && readHeatmaps(heatmaps),
    attention && read(attention),
  ]);
  return {
    out: parts,
    ...(ofPairs && { pairs: ofPairs }),
    keypoints: maps && decodeHeatmaps(maps, boxes, decoding),
    attention: weights,
  };
}

/** Parts after the activation that the module declares; actions are logits wherever they are. */
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

/** One weight a person and cell, of a mask that need only broadcast to that. */
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
