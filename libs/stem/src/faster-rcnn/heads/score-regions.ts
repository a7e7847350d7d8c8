import type { ObjectFeatures } from '@turbo-hoi/core';
import { packBoxes, type ProposalScores } from '@turbo-hoi/detection';
import * as tf from '@tensorflow/tfjs';

/** Says what regions are: boxes [4n] xyxy with the image that each is of, [n]. */
export type ClassifyRegions = (boxes: Float32Array, imageIndex: Int32Array) => ObjectFeatures;

export interface ScoreRegionsOptions {
  /** With the background. */
  readonly classes: number;
  /** How many regions are looked at at a time. */
  readonly chunk: number;
}

/**
 * What a box head says of each image's proposals, read from its tensors.
 *
 * @param proposals [4p] of each image
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
    const said = classify(
      boxes.subarray(4 * from, 4 * (from + chunk)),
      imageIndex.subarray(from, from + chunk),
    );
    try {
      logits.set(await said.classLogits.data<'float32'>(), from * classes);
      deltas.set(await said.deltas.data<'float32'>(), from * width);
    } finally {
      tf.dispose([said.classLogits, said.deltas]);
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
