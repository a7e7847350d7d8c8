import type { XyxyBox } from '@turbo-hoi/core';

/** PCK of one kind of keypoints. */
export interface PckShare {
  readonly correct: number;
  readonly total: number;
  /** In 0..100; null without such keypoints. */
  readonly pck: number | null;
}

export interface PckResult {
  /** Keypoints annotated as visible (v = 2). */
  readonly visible: PckShare;
  /** Keypoints annotated as hidden (v = 1). */
  readonly occluded: PckShare;
  readonly all: PckShare;
}

/** A predicted pose with the annotation of the same person. */
export interface PosePair {
  /** The annotated person's. */
  readonly box: XyxyBox;
  /** [3K] x, y, v */
  readonly truth: ArrayLike<number>;
  /** [3K] x, y and a third number, which is ignored. */
  readonly predicted: ArrayLike<number>;
}

/**
 * Percentage of correct keypoints (PCK): those within `threshold · √(box area)` of the annotation, by
 * visibility. A NaN position is wrong; unlabelled keypoints are ignored.
 */
export function pck(pairs: Iterable<PosePair>, threshold = 0.1): PckResult {
  // By COCO's v.
  const total = [0, 0, 0];
  const correct = [0, 0, 0];
  for (const { box, truth, predicted } of pairs) {
    const [x1, y1, x2, y2] = box;
    const reach = threshold * Math.sqrt((x2 - x1) * (y2 - y1));
    for (let at = 0; at < truth.length; at += 3) {
      const v = truth[at + 2];
      total[v]++;
      const distance = Math.hypot(predicted[at] - truth[at], predicted[at + 1] - truth[at + 1]);
      if (distance <= reach) correct[v]++;
    }
  }
  return {
    visible: share(correct[2], total[2]),
    occluded: share(correct[1], total[1]),
    all: share(correct[1] + correct[2], total[1] + total[2]),
  };
}

function share(correct: number, total: number): PckShare {
  return { correct, total, pck: total === 0 ? null : (100 * correct) / total };
}
