import type { Detections } from '@turbo-hoi/core';

const PERSON = 0;

export interface PeopleOptions {
  /** Detections below are no people. */
  readonly minScore: number;
  /** At most so many an image, best first. */
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

/** Indices of the detections that have a class; proposals of background have none. */
export function classifiedRows({ classes }: Detections): number[] {
  return Array.from(classes.keys()).filter((i) => classes[i] >= 0);
}

/** The detections that have a class. */
export function classified({ boxes, scores, classes }: Detections): Detections {
  const kept = classifiedRows({ boxes, scores, classes });
  return {
    boxes: takeRows(boxes, 4, kept),
    scores: takeRows(scores, 1, kept),
    classes: Int32Array.from(kept, (i) => classes[i]),
  };
}

/** The rows of a flat `[n·width]` array that `indices` name, in that order. */
export function takeRows(
  rows: Float32Array,
  width: number,
  indices: ArrayLike<number>,
): Float32Array {
  const taken = new Float32Array(indices.length * width);
  for (let i = 0; i < indices.length; i++) {
    taken.set(rows.subarray(indices[i] * width, (indices[i] + 1) * width), i * width);
  }
  return taken;
}
