import type { AnnotatedPose, XyxyBox } from '@turbo-hoi/core';
import { matchPoses } from '@turbo-hoi/datasets';

/** Thresholds for poses to become annotations. */
export interface PoseThresholds {
  /** Minimum score of a pose. */
  readonly minScore: number;
  /** Minimum confidence of a keypoint; others are left unlabelled. */
  readonly minKeypointScore: number;
  /** Minimum IoU of a pose with an annotated person to match. */
  readonly matchIou: number;
  /** Whether poses that match no annotated person are kept. */
  readonly unmatched: 'drop' | 'keep';
}

/** Counts of the poses of one or several images. */
export interface PoseTally {
  /** Annotated people; 0 where there are no annotations. */
  people: number;
  /** Annotated people with a matched pose. */
  posed: number;
  /** Detected poses. */
  found: number;
  /** Poses below the minimum score. */
  unsure: number;
  /** Poses without a keypoint of the minimum confidence. */
  bare: number;
  /** Poses that match no annotated person. */
  unmatched: number;
}

export const noPoses = (): PoseTally => ({
  people: 0,
  posed: 0,
  found: 0,
  unsure: 0,
  bare: 0,
  unmatched: 0,
});

/**
 * The poses of an image that pass the thresholds, at most one per annotated person.
 *
 * A matched pose takes the annotated box, so that training can match it to the person.
 *
 * @param people boxes of annotated people; null: no annotations, every pose that passes is selected
 */
export function selectPoses(
  poses: readonly AnnotatedPose[],
  people: readonly XyxyBox[] | null,
  { minScore, minKeypointScore, matchIou, unmatched }: PoseThresholds,
): { readonly selected: AnnotatedPose[]; readonly tally: PoseTally } {
  const sure = poses.filter(({ score }) => score >= minScore);
  const shown = sure.filter(({ keypoints }) => hasSureKeypoint(keypoints, minKeypointScore));
  const tally = {
    ...noPoses(),
    found: poses.length,
    unsure: poses.length - sure.length,
    bare: sure.length - shown.length,
  };
  if (people === null) return { selected: shown, tally };
  const poseOf = matchPoses(shown, people, matchIou);
  const taken = new Set(poseOf);
  const rest = shown.filter((_, index) => !taken.has(index));
  const matched = people.flatMap((box, person) =>
    poseOf[person] < 0 ? [] : [{ ...shown[poseOf[person]], box }],
  );
  return {
    selected: unmatched === 'keep' ? [...matched, ...rest] : matched,
    tally: { ...tally, people: people.length, posed: matched.length, unmatched: rest.length },
  };
}

/** Whether a keypoint reaches the threshold; a confidence of 0 never does. */
export function isSure(confidence: number, minKeypointScore: number): boolean {
  return confidence > 0 && confidence >= minKeypointScore;
}

function hasSureKeypoint(keypoints: Float32Array, least: number): boolean {
  return keypoints.some((value, i) => i % 3 === 2 && isSure(value, least));
}
