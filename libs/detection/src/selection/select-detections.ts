import { BOX_HEAD_WEIGHTS, decodeDeltas } from '../boxes/box-deltas';
import type { ImageSize } from '../boxes/image-size';
import { takeRows } from '../boxes/take-rows';
import { nms } from '../nms/nms';
import { voteBoxes } from '../nms/vote-boxes';

export interface DetectionOptions {
  /** Least score of a detection. */
  readonly score: number;
  /** Detections that overlap a higher-scoring one of their class by more than this IoU are dropped. */
  readonly iou: number;
  /** Largest number of detections. */
  readonly limit: number;
  /**
   * Box voting: suppressed boxes with at least this IoU move the box that suppressed them, weighted by score; null or absent: off, as in
   * torchvision.
   */
  readonly voting?: number | null;
}

/** Output of a box head for the proposals of an image. */
export interface ProposalScores {
  /** [4P] xyxy in pixels of the network input. */
  readonly proposals: Float32Array;
  /** [P·classes] logits, background first. */
  readonly logits: Float32Array;
  /** [P·4·(classes-1)], four per class without the background. */
  readonly deltas: Float32Array;
  /** Number of classes, with the background. */
  readonly classes: number;
}

/** Detections, best first. */
export interface ClassifiedBoxes {
  /** [4n] xyxy in pixels of the network input. */
  readonly boxes: Float32Array;
  readonly scores: Float32Array;
  /** [n] class from 1; background (0) is never a detection. */
  readonly classes: Int32Array;
}

// Least side of a detection in pixels, as in torchvision.
const SMALLEST = 1e-2;

/** Detections of one image: torchvision's `RoIHeads.postprocess_detections`, with optional box voting. */
export function selectDetections(
  { proposals, logits, deltas, classes }: ProposalScores,
  image: ImageSize,
  options: DetectionOptions,
): ClassifiedBoxes {
  const found: { proposal: number; category: number; score: number }[] = [];
  for (let proposal = 0; proposal < proposals.length / 4; proposal++) {
    const probabilities = softmax(logits.subarray(proposal * classes, (proposal + 1) * classes));
    for (let category = 1; category < classes; category++) {
      const score = probabilities[category];
      if (score > options.score) found.push({ proposal, category, score });
    }
  }
  const boxes = new Float32Array(4 * found.length);
  const scores = new Float32Array(found.length);
  const labels = new Int32Array(found.length);
  let next = 0;
  for (const { proposal, category, score } of found) {
    const from = 4 * (proposal * (classes - 1) + category - 1);
    const reference = [...proposals.subarray(4 * proposal, 4 * proposal + 4)];
    decodeDeltas(deltas, from, reference, BOX_HEAD_WEIGHTS, image, boxes, next);
    const [x1, y1, x2, y2] = boxes.subarray(4 * next, 4 * next + 4);
    if (!(x2 - x1 >= SMALLEST && y2 - y1 >= SMALLEST)) continue;
    scores[next] = score;
    labels[next++] = category;
  }
  const candidates = {
    boxes: boxes.subarray(0, 4 * next),
    scores: scores.subarray(0, next),
    classes: labels.subarray(0, next),
  };
  const kept = nms(candidates.boxes, candidates.scores, candidates.classes, options);
  const { voting = null } = options;
  return {
    boxes: voting === null ? takeRows(boxes, 4, kept) : voteBoxes(candidates, kept, voting),
    scores: takeRows(scores, 1, kept),
    classes: Int32Array.from(kept, (i) => labels[i]),
  };
}

function softmax(logits: Float32Array): Float32Array {
  const largest = logits.reduce((a, b) => Math.max(a, b), -Infinity);
  const exponentials = logits.map((logit) => Math.exp(logit - largest));
  const total = exponentials.reduce((a, b) => a + b, 0);
  return exponentials.map((value) => value / total);
}
