import type { AnnotatedPose, XyxyBox } from '@turbo-hoi/core';
import { matchPoses } from '@turbo-hoi/datasets';

/** Which poses become annotations. */
export interface PoseThresholds {
  /** Of a pose. */
  readonly minScore: number;
  /** Of a keypoint: others are left unlabelled. */
  readonly minKeypointScore: number;
  /** Overlap from which a pose may be an annotated person's. */
  readonly matchIou: number;
  /** What becomes of poses that no annotated person takes. */
  readonly unmatched: 'drop' | 'keep';
}

/** What became of the poses of an image, or of several. */
export interface PoseTally {
  /** Annotated people; 0 where there are no annotations. */
  people: number;
  /** Annotated people who got a pose. */
  posed: number;
  /** Poses that the detector found. */
  found: number;
  /** Of these, the ones below the score of a person. */
  unsure: number;
  /** The ones without a keypoint that is sure enough. */
  bare: number;
  /** The ones that no annotated person took. */
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
 * The poses of an image that pass the thresholds, of each annotated person at most one.
 *
 * A person's pose gets the annotated box, so that training finds the person again.
 *
 * @param people null: nobody is annotated, and every pose that passes is taken
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

/** Whether a keypoint counts; one without any confidence never does. */
export function isSure(confidence: number, minKeypointScore: number): boolean {
  return confidence > 0 && confidence >= minKeypointScore;
}

function hasSureKeypoint(keypoints: Float32Array, least: number): boolean {
  return keypoints.some((value, i) => i % 3 === 2 && isSure(value, least));
}
