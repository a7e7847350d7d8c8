import { boxIou, type PersonAnnotation } from '@turbo-hoi/core';

/** A division of annotated people into groups. */
export interface PersonGrouping {
  /** For example `area`. */
  readonly by: string;
  readonly groups: readonly string[];
  /** The group of a person among the people of the image; -1: none. */
  readonly groupOf: (person: PersonAnnotation, people: readonly PersonAnnotation[]) => number;
}

/** COCO's limits of small, medium and large in pixels². */
const COCO_AREAS = [32 ** 2, 96 ** 2];

/** Share of the people that each of COCO's sizes needs to have. */
const LEAST_SHARE = 0.05;

/** Limits of the share of visible joints, and of the overlap (IoU) with another person. */
const JOINT_LIMITS = [1 / 3, 2 / 3];
const OVERLAP_LIMITS = [0.1, 0.3];

/** People by area: COCO's sizes, or thirds where one of these has hardly anybody, such as in small images. @param areas of all people of the split */
export function areaGrouping(areas: readonly number[]): PersonGrouping {
  const counts = [0, 0, 0];
  for (const area of areas) counts[intervalOf(area, COCO_AREAS)]++;
  const isCoco = counts.every((count) => count >= LEAST_SHARE * areas.length);
  const limits = isCoco ? COCO_AREAS : thirds(areas);
  const sides = limits.map((area) => `${Math.round(Math.sqrt(area))}²`);
  return {
    by: isCoco ? "area in pixels, COCO's sizes" : 'area in pixels, thirds',
    groups: [`below ${sides[0]}`, `${sides[0]} to ${sides[1]}`, `${sides[1]} and above`],
    groupOf: ({ area }) => intervalOf(area, limits),
  };
}

/** People by occlusion as annotators saw it: the share of all joints that are visible. People without keypoints are in no group. */
export const VISIBLE_JOINTS: PersonGrouping = {
  by: 'visible joints',
  groups: ['below a third', 'a third to two thirds', 'two thirds and more'],
  groupOf: ({ keypoints }) => {
    if (!keypoints) return -1;
    const flags = keypoints.filter((_, i) => i % 3 === 2);
    if (flags.every((flag) => flag === 0)) return -1;
    return intervalOf(flags.filter((flag) => flag === 2).length / flags.length, JOINT_LIMITS);
  },
};

/** People by occlusion as boxes tell it: the largest IoU with another person. */
export const OVERLAP_WITH_OTHERS: PersonGrouping = {
  by: 'overlap with another person (IoU)',
  groups: ['below 0.1', '0.1 to 0.3', '0.3 and above'],
  groupOf: (person, people) => {
    const others = people.filter((other) => other !== person);
    return intervalOf(
      Math.max(0, ...others.map(({ box }) => boxIou(person.box, box))),
      OVERLAP_LIMITS,
    );
  },
};

/** Number of limits that a value reaches. */
const intervalOf = (value: number, limits: readonly number[]) =>
  limits.filter((limit) => value >= limit).length;

function thirds(values: readonly number[]): number[] {
  const sorted = [...values].sort((a, b) => a - b);
  return [1 / 3, 2 / 3].map((share) => sorted[Math.floor(share * sorted.length)] ?? 0);
}
