import type { GroundTruth, Rng } from '@turbo-hoi/core';
import { BOX_HEAD_WEIGHTS, encodeDeltas } from '../boxes/box-deltas';
import { takeRows } from '../boxes/take-rows';
import { roiCandidates } from './roi-candidates';
import { sampleMatches, sampleTogether } from './sample-matches';

/** How the proposals of a training step are sampled. */
export interface RoiSampling {
  /** Proposals of at least this IoU are foreground, others background. */
  readonly iou: number;
  /** Proposals per image, or per batch if `pooled`. */
  readonly count: number;
  /** Largest share of foreground among them, 0..1. */
  readonly foreground: number;
  /** Samples one proposal of every annotated box before a second one of any; torchvision: false. */
  readonly balanced: boolean;
  /**
   * Draws `count` proposals from all images of a batch together, so that a crowded image may have more than an empty
   * one; torchvision: false.
   */
  readonly pooled: boolean;
}

/** torchvision's defaults. */
export const ROI_SAMPLING: RoiSampling = {
  iou: 0.5,
  count: 512,
  foreground: 0.25,
  balanced: false,
  pooled: false,
};

/** Regions of B images with the targets of a box head or an object branch. */
export interface RoiTargets {
  /** [4P] xyxy. */
  readonly boxes: Float32Array;
  /** [P] – which image of the batch, ascending. */
  readonly imageIndex: Int32Array;
  /** [P] – 0 = background, else 1 + index of the class. */
  readonly classes: Int32Array;
  /** [4P], weighted as {@link BOX_HEAD_WEIGHTS}; 0 for background. */
  readonly deltas: Float32Array;
}

/**
 * Matches each image's proposals and annotated boxes and samples from them: torchvision's `select_training_samples`.
 *
 * @param proposals [4p] xyxy per image
 */
export function roiTargets(
  proposals: readonly Float32Array[],
  truths: readonly GroundTruth[],
  sampling: RoiSampling,
  rng: Rng,
): RoiTargets {
  const { boxes, imageIndex, matches, starts, annotated, classes } = roiCandidates(
    proposals,
    truths,
    sampling.iou,
  );
  const sampled = sampling.pooled
    ? sampleTogether(matches, sampling, rng)
    : sampleEach(matches, starts, sampling, rng);
  // Stable, so that foreground stays first within an image.
  const rows = Int32Array.from([...sampled].sort((a, b) => imageIndex[a] - imageIndex[b]));
  const targets = {
    boxes: takeRows(boxes, 4, rows),
    imageIndex: rows.map((row) => imageIndex[row]),
    classes: rows.map((row) => (matches[row] < 0 ? 0 : 1 + classes[matches[row]])),
    deltas: new Float32Array(4 * rows.length),
  };
  rows.forEach((row, to) => {
    const match = matches[row];
    if (match < 0) return;
    encodeDeltas(annotated, match, boxes, row, BOX_HEAD_WEIGHTS, targets.deltas, to);
  });
  return targets;
}

function sampleEach(
  matches: Int32Array,
  starts: readonly number[],
  sampling: RoiSampling,
  rng: Rng,
): Int32Array {
  const rows = starts.slice(0, -1).flatMap((start, image) => {
    const own = matches.subarray(start, starts[image + 1]);
    return Array.from(sampleMatches(own, sampling, rng.fork('roi', image)), (row) => start + row);
  });
  return Int32Array.from(rows);
}
