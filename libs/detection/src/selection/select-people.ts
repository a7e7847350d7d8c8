import type { Detections } from '@turbo-hoi/core';
import { takeDetections } from '../boxes/take-rows';
import { PERSON } from '../classes/person';

export interface PeopleOptions {
  /** Detections of a lower score are left out. */
  readonly minScore: number;
  /** Largest number of people per image, best first. */
  readonly maxPeople: number;
}

/** Indices of the people among the detections, best first. */
export function selectPeople(
  { classes, scores }: Detections,
  { minScore, maxPeople }: PeopleOptions,
): Int32Array {
  const people = Array.from(classes.keys()).filter(
    (i) => classes[i] === PERSON && scores[i] >= minScore,
  );
  people.sort((a, b) => scores[b] - scores[a]);
  return Int32Array.from(people.slice(0, maxPeople));
}

/** Indices of the detections that have a class (≥ 0), without unclassified proposals. */
export function classifiedRows({ classes }: Pick<Detections, 'classes'>): number[] {
  return Array.from(classes.keys()).filter((i) => classes[i] >= 0);
}

/** The detections that have a class. */
export function classified(detections: Detections): Detections {
  return takeDetections(detections, classifiedRows(detections));
}
