import { COCO_80, type Detections } from '@turbo-hoi/core';
import { BOX_FEATURES } from './box-features';
import type { MergedBox } from './merge-boxes';

/** A logistic regression on {@link BOX_FEATURES}: the chance that a merged box is right. */
export interface BoxScoreModel {
  readonly bias: number;
  /** By the name of the feature; a feature that is not named counts nothing. */
  readonly weights: Readonly<Record<string, number>>;
  /** By the class's name, added to the bias; 0 for a class that is not named. */
  readonly classes: Readonly<Record<string, number>>;
}

/**
 * The merged boxes as detections; a score is the chance that the box is right: of its class and at IoU ≥ .5 with a thing that no
 * better box shows.
 *
 * @param features [n · BOX_FEATURES.length] of `boxFeatures`
 */
export function scoredBoxes(
  merged: readonly MergedBox[],
  features: Float64Array,
  { bias, weights, classes }: BoxScoreModel,
): Detections {
  const width = BOX_FEATURES.length;
  const factors = BOX_FEATURES.map((name) => weights[name] ?? 0);
  const chance = ({ classId }: MergedBox, row: number) => {
    const own = bias + (classes[COCO_80[classId]] ?? 0);
    const odds = factors.reduce((sum, factor, i) => sum + factor * features[row * width + i], own);
    return 1 / (1 + Math.exp(-odds));
  };
  return {
    boxes: Float32Array.from(merged.flatMap(({ box }) => [...box])),
    scores: Float32Array.from(merged, chance),
    classes: Int32Array.from(merged, ({ classId }) => classId),
  };
}
