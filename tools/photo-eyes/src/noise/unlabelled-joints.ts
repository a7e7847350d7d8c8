import { COCO_KEYPOINTS } from '@turbo-hoi/core';
import { annotatedRelative, jointRelatives } from '@turbo-hoi/datasets';
import { digits } from './fit-found';
import { logit, NORMAL_OF_MEDIAN, normalOf, quantile } from './statistics';

const RELATIVES = jointRelatives(COCO_KEYPOINTS);

/** Joints that a pose detector finds although the annotation lacks them; left and right count as one. */
export class UnlabelledJoints {
  private readonly asked = new Map<number, number>();
  private readonly found = new Map<number, number[]>();
  private readonly confidences: number[] = [];

  /** @param scale √(body area) */
  add(pose: ArrayLike<number>, truth: readonly number[], scale: number): void {
    RELATIVES.forEach((relatives, k) => {
      if (truth[3 * k + 2] > 0) return;
      const from = annotatedRelative(relatives, truth);
      if (from < 0) return;
      const kind = Math.min(k, COCO_KEYPOINTS.mirror[k]);
      this.asked.set(kind, (this.asked.get(kind) ?? 0) + 1);
      const confidence = pose[3 * k + 2];
      if (!(confidence > 0)) return;
      this.confidences.push(logit(confidence));
      const moves = [0, 1].map((axis) => (pose[3 * k + axis] - truth[3 * from + axis]) / scale);
      this.found.set(kind, [...(this.found.get(kind) ?? []), ...moves]);
    });
  }

  fit() {
    const { names, mirror } = COCO_KEYPOINTS;
    const ofJoints = (value: (kind: number) => number) =>
      Object.fromEntries(names.map((name, k) => [name, digits(value(Math.min(k, mirror[k])))]));
    const movesOf = (kind: number) => this.found.get(kind) ?? [];
    return {
      rate: ofJoints((kind) => movesOf(kind).length / 2 / Math.max(1, this.asked.get(kind) ?? 0)),
      spread: ofJoints((kind) => {
        const moves = movesOf(kind).map(Math.abs);
        return moves.length === 0 ? 0 : NORMAL_OF_MEDIAN * quantile(moves, 0.5);
      }),
      confidence: normalOf(this.confidences).map(digits),
    };
  }
}
