import { type AnchorGrid, anchorAt } from '../anchors/anchors';
import { decodeDeltas, RPN_WEIGHTS } from '../boxes/box-deltas';
import type { ImageSize } from '../boxes/image-size';
import { takeRows } from '../boxes/take-rows';
import { nms } from '../nms/nms';
import { topScores } from '../nms/top-scores';

/** Output of the RPN head for one level of one image. */
export interface LevelScores {
  readonly grid: AnchorGrid;
  /** One logit per anchor. */
  readonly objectness: Float32Array;
  /** dx, dy, dw, dh per anchor. */
  readonly deltas: Float32Array;
}

export interface ProposalOptions {
  /** Number of highest-scoring anchors of each level that are decoded. */
  readonly beforeNms: number;
  /** Largest number of proposals. */
  readonly afterNms: number;
  readonly iou: number;
}

/** Boxes with scores, best first. */
export interface Proposals {
  /** [4n] xyxy in pixels of the network input. */
  readonly boxes: Float32Array;
  /** Objectness in 0..1. */
  readonly scores: Float32Array;
}

// Least side of a proposal in pixels, as in torchvision.
const SMALLEST = 1e-3;

/** Proposals of one image from all levels: torchvision's `RegionProposalNetwork.filter_proposals`. */
export function selectProposals(
  levels: readonly LevelScores[],
  image: ImageSize,
  options: ProposalOptions,
): Proposals {
  const best = levels.map(({ objectness }) => topScores(objectness, options.beforeNms));
  const count = best.reduce((sum, { length }) => sum + length, 0);
  const boxes = new Float32Array(4 * count);
  const scores = new Float32Array(count);
  const level = new Int32Array(count);
  let next = 0;
  levels.forEach(({ grid, objectness, deltas }, i) => {
    for (const anchor of best[i]) {
      decodeDeltas(deltas, 4 * anchor, anchorAt(grid, anchor), RPN_WEIGHTS, image, boxes, next);
      if (!isLarge(boxes, next)) continue;
      scores[next] = 1 / (1 + Math.exp(-objectness[anchor]));
      level[next++] = i;
    }
  });
  const kept = nms(boxes.subarray(0, 4 * next), scores.subarray(0, next), level, {
    iou: options.iou,
    limit: options.afterNms,
  });
  return { boxes: takeRows(boxes, 4, kept), scores: takeRows(scores, 1, kept) };
}

/** Also false for NaN. */
function isLarge(boxes: Float32Array, i: number): boolean {
  const at = 4 * i;
  return boxes[at + 2] - boxes[at] >= SMALLEST && boxes[at + 3] - boxes[at + 1] >= SMALLEST;
}
