import { boxArea, COCO_KEYPOINTS, type Detections } from '@turbo-hoi/core';
import { peopleToPose, photoSchema } from '@turbo-hoi/pretrained';
import type { ExplainedPhoto } from './explain-boxes';
import { digits } from './fit-found';
import { logit, normalOf, quantile } from './statistics';
import { UnlabelledJoints } from './unlabelled-joints';

/** Of a box's area that a person covers, as COCO's segments do. */
const BODY = 0.53;
const PERSON = 0;
/** Joints are gross errors from this distance in units of 2σ · √(body area), about where COCO's similarity is 0. */
const GROSS = 3;
/** Median of a Rayleigh distribution of unit scale. */
const RAYLEIGH_MEDIAN = 1.1774;
/** Variance of the logarithm of a median of n Rayleigh distances, times n. */
const MEDIAN_VARIANCE = 0.72;
/** Left and right joints that are swapped together: arms, legs, head. */
const SWAPPED = [
  [5, 7, 9],
  [11, 13, 15],
  [1, 3],
];

interface Joint {
  readonly k: number;
  readonly person: number;
  /** 1: hidden, 2: visible. */
  readonly visibility: number;
  /** In units of 2σ · √(body area); null: missing. */
  readonly distance: number | null;
  readonly confidence: number;
}

/** How far the joints of skeletons are from the annotated ones. */
export function fitKeypoints(photos: readonly ExplainedPhoto[], found: readonly Detections[]) {
  const joints: Joint[] = [];
  const guesses = new UnlabelledJoints();
  const { maxPoses } = photoSchema.parse({});
  let [people, lost, groups, swaps] = [0, 0, 0, 0];
  photos.forEach(({ photo, things }, i) => {
    // The detector looks for the poses of these people; that others have none is no error.
    const posed = peopleToPose(found[i], PERSON, maxPoses);
    things.forEach(({ row }, index) => {
      const { keypoints: truth, box } = photo.things[index];
      if (row === null || !truth || !posed.includes(row)) return;
      people++;
      const pose = found[i].keypoints?.subarray(51 * row, 51 * row + 51);
      if (!pose?.some((value) => value !== 0)) return void lost++;
      const scale = Math.sqrt(BODY * boxArea(box));
      const swapped = swappedGroups(pose, truth);
      groups += swapped.length;
      swaps += swapped.filter(Boolean).length;
      if (swapped.some(Boolean)) return;
      guesses.add(pose, truth, scale);
      COCO_KEYPOINTS.sigmas.forEach((sigma, k) => {
        const [x, y, visibility] = truth.slice(3 * k, 3 * k + 3);
        if (!(visibility > 0)) return;
        const confidence = pose[3 * k + 2];
        const apart = Math.hypot(pose[3 * k] - x, pose[3 * k + 1] - y);
        const distance = confidence > 0 ? apart / (2 * sigma * scale) : null;
        joints.push({ k, person: people, visibility, distance, confidence });
      });
    });
  });
  const present = joints.filter(({ distance }) => distance !== null);
  const isGross = ({ distance }: Joint) => distance! > GROSS;
  const fine = present.filter((joint) => !isGross(joint));
  const levels = levelsOf(fine);
  const ratio = (joint: Joint) => joint.distance! / (levels.get(joint.person) ?? NaN);
  const medianRatio = (visibility: number) =>
    quantile(
      fine
        .filter((joint) => joint.visibility === visibility)
        .map(ratio)
        .filter(Number.isFinite),
      0.5,
    );
  const confidenceOf = (list: readonly Joint[]) =>
    normalOf(list.map(({ confidence }) => logit(confidence))).map(digits);
  const missing = (visibility: number) => {
    const own = joints.filter((joint) => joint.visibility === visibility);
    return digits(own.filter(({ distance }) => distance === null).length / Math.max(1, own.length));
  };
  const [mean, deviation] = normalOf([...levels.values()].map(Math.log));
  const perPerson = fine.filter(({ visibility }) => visibility === 2).length / levels.size;
  return {
    level: digits(Math.exp(mean)),
    levelSpread: digits(Math.sqrt(Math.max(0, deviation ** 2 - MEDIAN_VARIANCE / perPerson))),
    hiddenFactor: digits(medianRatio(1) / medianRatio(2)),
    gross: digits(present.filter(isGross).length / present.length),
    swap: digits(swaps / groups),
    drop: missing(2),
    hiddenDrop: missing(1),
    lost: digits(lost / people),
    unlabelled: guesses.fit(),
    confidence: {
      visible: confidenceOf(fine.filter(({ visibility }) => visibility === 2)),
      hidden: confidenceOf(fine.filter(({ visibility }) => visibility === 1)),
      gross: confidenceOf(present.filter(isGross)),
    },
  };
}

/** Level of each person with at least five visible joints, by the median of their distances. */
function levelsOf(joints: readonly Joint[]): Map<number, number> {
  const of = new Map<number, number[]>();
  for (const { person, visibility, distance } of joints) {
    if (visibility === 2) of.set(person, [...(of.get(person) ?? []), distance!]);
  }
  const levels = [...of]
    .filter(([, distances]) => distances.length >= 5)
    .map(([person, distances]) => [person, quantile(distances, 0.5) / RAYLEIGH_MEDIAN] as const);
  return new Map(levels.filter(([, level]) => level > 0));
}

/** For each group whose left and right joints are annotated and found: whether they are at each other's place. */
function swappedGroups(pose: ArrayLike<number>, truth: readonly number[]): boolean[] {
  return SWAPPED.flatMap((group) => {
    let [own, other, count, apart] = [0, 0, 0, 0];
    for (const left of group) {
      const right = COCO_KEYPOINTS.mirror[left];
      const ks = [left, right];
      if (ks.some((k) => !(truth[3 * k + 2] > 0 && pose[3 * k + 2] > 0))) continue;
      const distance = (from: number, to: number) =>
        Math.hypot(pose[3 * from] - truth[3 * to], pose[3 * from + 1] - truth[3 * to + 1]);
      own += distance(left, left) + distance(right, right);
      other += distance(left, right) + distance(right, left);
      apart += Math.hypot(
        truth[3 * left] - truth[3 * right],
        truth[3 * left + 1] - truth[3 * right + 1],
      );
      count++;
    }
    // Joints at one place, as from the side, have no order.
    return count > 0 ? [other < 0.5 * own && own > apart] : [];
  });
}
