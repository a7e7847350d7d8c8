import type { ObjectFeatures } from '@turbo-hoi/core';
import { packBoxes, type ProposalScores } from '@turbo-hoi/detection';
import * as tf from '@tensorflow/tfjs';

/** Classifies regions: boxes [4n] xyxy and the image index of each, [n]. */
export type ClassifyRegions = (boxes: Float32Array, imageIndex: Int32Array) => ObjectFeatures;

export interface ScoreRegionsOptions {
  /** Number of classes, with the background. */
  readonly classes: number;
  /** Number of regions per forward pass. */
  readonly chunk: number;
}

/**
 * Runs a box head over each image's proposals and reads its output from the device.
 *
 * @param proposals [4p] xyxy per image
 */
export async function scoreRegions(
  proposals: readonly Float32Array[],
  { classes, chunk }: ScoreRegionsOptions,
  classify: ClassifyRegions,
): Promise<ProposalScores[]> {
  const width = 4 * (classes - 1);
  const { boxes, imageIndex, starts } = packBoxes(proposals);
  const count = imageIndex.length;
  const logits = new Float32Array(count * classes);
  const deltas = new Float32Array(count * width);
  for (let from = 0; from < count; from += chunk) {
    const output = classify(
      boxes.subarray(4 * from, 4 * (from + chunk)),
      imageIndex.subarray(from, from + chunk),
    );
    try {
      logits.set(await output.classLogits.data<'float32'>(), from * classes);
      deltas.set(await output.deltas.data<'float32'>(), from * width);
    } finally {
      tf.dispose([output.classLogits, output.deltas]);
    }
  }
  return proposals.map((own, image) => {
    const [start, end] = [starts[image], starts[image + 1]];
    return {
      proposals: own,
      logits: logits.subarray(start * classes, end * classes),
      deltas: deltas.subarray(start * width, end * width),
      classes,
    };
  });
}
