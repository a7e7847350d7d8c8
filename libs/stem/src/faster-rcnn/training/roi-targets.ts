import { boxArea, boxAt, encodeBox, type Rng } from '@turbo-hoi/core';
import { BOX_HEAD_WEIGHTS } from '../boxes/decode-deltas';
import { gatherBoxes } from '../rpn/select-proposals';
import { type GroundTruth, liesInCrowd } from './ground-truth';
import { BACKGROUND, IGNORED, matchBoxes } from './match-boxes';
import { sampleMatches } from './sample-matches';

/** How the proposals that a step learns from are chosen. */
export interface RoiSampling {
  /** IoU from which on a proposal is the object, and below which it is background. */
  readonly iou: number;
  /** Proposals an image. */
  readonly count: number;
  /** Largest share of foreground among them. */
  readonly share: number;
  /** Every annotated box has one of its proposals taken before any has a second; torchvision: false. */
  readonly balanced: boolean;
}

/** As torchvision has it. */
export const ROI_SAMPLING: RoiSampling = { iou: 0.5, count: 512, share: 0.25, balanced: false };

/** Regions of B images with what the box head is to say of them. */
export interface RoiTargets {
  /** [4P] xyxy. */
  readonly boxes: Float32Array;
  /** [P]: which image of the batch. */
  readonly imageIndex: Int32Array;
  /** [P]: 0 = background, else 1 + index of the class. */
  readonly classes: Int32Array;
  /** [4P], weighted as {@link BOX_HEAD_WEIGHTS}; 0 for background. */
  readonly deltas: Float32Array;
}

/**
 * Matches each image's proposals, its annotated boxes among them, and chooses some: torchvision's `select_training_samples`.
 *
 * @param proposals [4p] of each image
 */
export function roiTargets(
  proposals: readonly Float32Array[],
  truths: readonly GroundTruth[],
  { iou, count, share, balanced }: RoiSampling,
  rng: Rng,
): RoiTargets {
  const images = truths.map((truth, image) => {
    const boxes = usable(Float32Array.of(...proposals[image], ...truth.boxes));
    const limits = { foreground: iou, background: iou, keepBest: false };
    const matches = matchBoxes(boxes, truth.boxes, limits);
    matches.forEach((match, i) => {
      if (match === BACKGROUND && liesInCrowd(boxes, i, truth.crowds)) matches[i] = IGNORED;
    });
    const rows = sampleMatches(
      matches,
      { count, foreground: share, balanced },
      rng.fork('roi', image),
    );
    return { boxes: gatherBoxes(boxes, rows), matches: rows.map((row) => matches[row]) };
  });
  const total = images.reduce((sum, { matches }) => sum + matches.length, 0);
  const targets = {
    boxes: new Float32Array(4 * total),
    imageIndex: new Int32Array(total),
    classes: new Int32Array(total),
    deltas: new Float32Array(4 * total),
  };
  let first = 0;
  images.forEach(({ boxes, matches }, image) => {
    targets.boxes.set(boxes, 4 * first);
    targets.imageIndex.fill(image, first, first + matches.length);
    matches.forEach((match, row) => {
      if (match < 0) return;
      targets.classes[first + row] = 1 + truths[image].classes[match];
      const code = encodeBox(boxAt(truths[image].boxes, match), boxAt(boxes, row));
      const weighted = code.map((value, i) => value * BOX_HEAD_WEIGHTS[i]);
      targets.deltas.set(weighted, 4 * (first + row));
    });
    first += matches.length;
  });
  return targets;
}

function usable(boxes: Float32Array): Float32Array {
  const rows = Int32Array.from({ length: boxes.length / 4 }, (_, i) => i);
  return gatherBoxes(
    boxes,
    rows.filter((i) => boxArea(boxAt(boxes, i)) > 0),
  );
}
