import type { GroundTruth, Rng } from '@turbo-hoi/core';
import { type AnchorGrid, gridAnchors } from '../anchors/anchors';
import { encodeDeltas, RPN_WEIGHTS } from '../boxes/box-deltas';
import { ignoreCrowds } from '../matching/ignore-crowds';
import { matchBoxes } from '../matching/match-boxes';
import { sampleMatches } from './sample-matches';

/** How the anchors of a training step are sampled. */
export interface RpnSampling {
  /** Least IoU of a foreground anchor. */
  readonly foreground: number;
  /** Anchors of a lower IoU are background. */
  readonly background: number;
  /** Anchors per image. */
  readonly count: number;
  /** Largest share of foreground among them. */
  readonly share: number;
  /** Weights foreground anchors so that every annotated box of an image counts the same; torchvision: false. */
  readonly balanced: boolean;
}

/** torchvision's defaults. */
export const RPN_SAMPLING: RpnSampling = {
  foreground: 0.7,
  background: 0.3,
  count: 256,
  share: 0.5,
  balanced: false,
};

/** Targets of the RPN head for one level of B images; weights are 0 for anchors that were not sampled. */
export interface LevelTargets {
  /** [B,h,w,A] */
  readonly shape: readonly [number, number, number, number];
  /** [B,h,w,A] – 1 for foreground. */
  readonly labels: Float32Array;
  /** [B,h,w,A] – 1 / number of sampled anchors of the batch; if `balanced`, foreground is reweighted between boxes. */
  readonly weights: Float32Array;
  /** [B,h,w,4A], dx, dy, dw, dh from the anchor to its box. */
  readonly deltas: Float32Array;
  /** [B,h,w,4A] – `weights` of the foreground. */
  readonly deltaWeights: Float32Array;
}

/**
 * Matches the anchors of all levels with each image's boxes and samples from them: torchvision's
 * `assign_targets_to_anchors` and sampler.
 *
 * The result has the shape of the head's output, so that the loss needs no gather.
 *
 * @param grids one per level, the same for every image of the batch
 */
export function rpnTargets(
  grids: readonly AnchorGrid[],
  truths: readonly GroundTruth[],
  options: RpnSampling,
  rng: Rng,
): LevelTargets[] {
  const anchors = gridAnchors(grids);
  const chosen = truths.map((truth, image) => {
    const matches = matchBoxes(anchors, truth.boxes, { ...options, keepBest: true });
    ignoreCrowds(matches, anchors, truth.crowds);
    const { count, share } = options;
    const sampled = sampleMatches(matches, { count, foreground: share }, rng.fork('rpn', image));
    return { matches, sampled };
  });
  const total = chosen.reduce((sum, { sampled }) => sum + sampled.length, 0);
  const levels = grids.map((grid) => emptyLevel(grid, truths.length));
  const place = placer(grids);
  chosen.forEach(({ matches, sampled }, image) => {
    const share = options.balanced ? balancedShare(matches, sampled) : () => 1;
    for (const anchor of sampled) {
      const { level, index } = place(anchor, image);
      const { labels, weights, deltas, deltaWeights } = levels[level];
      const match = matches[anchor];
      weights[index] = (match < 0 ? 1 : share(match)) / total;
      if (match < 0) continue;
      labels[index] = 1;
      encodeDeltas(truths[image].boxes, match, anchors, anchor, RPN_WEIGHTS, deltas, index);
      deltaWeights.fill(weights[index], 4 * index, 4 * index + 4);
    }
  });
  return levels;
}

/** Weight of a box's anchors that makes all boxes count the same and keeps the total weight of the foreground. */
function balancedShare(matches: Int32Array, sampled: Int32Array): (box: number) => number {
  const anchors = new Map<number, number>();
  let foreground = 0;
  for (const anchor of sampled) {
    const match = matches[anchor];
    if (match < 0) continue;
    anchors.set(match, (anchors.get(match) ?? 0) + 1);
    foreground++;
  }
  return (box) => foreground / anchors.size / anchors.get(box)!;
}

function emptyLevel({ rows, columns, shapes }: AnchorGrid, images: number): LevelTargets {
  const shape = [images, rows, columns, shapes.length] as const;
  const size = images * rows * columns * shapes.length;
  return {
    shape,
    labels: new Float32Array(size),
    weights: new Float32Array(size),
    deltas: new Float32Array(4 * size),
    deltaWeights: new Float32Array(4 * size),
  };
}

/** Maps an anchor's index over all levels to its level and its index there. */
function placer(grids: readonly AnchorGrid[]) {
  const sizes = grids.map(({ rows, columns, shapes }) => rows * columns * shapes.length);
  return (anchor: number, image: number) => {
    let [level, own] = [0, anchor];
    while (own >= sizes[level]) own -= sizes[level++];
    return { level, index: image * sizes[level] + own };
  };
}
