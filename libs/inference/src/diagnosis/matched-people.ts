import { boxAt, boxIou, type ImageAnnotations, type PersonAnnotation } from '@turbo-hoi/core';
import { descendingOrder } from '@turbo-hoi/evaluation';
import type { ImagePrediction } from '../predictor/prediction';

const MATCH_IOU = 0.5;

type People = Pick<ImagePrediction, 'personBoxes' | 'personScores'>;

/** For each of the P detected people the annotated person of largest overlap (IoU ≥ 0.5), an index; -1: none. */
export function overlappedPeople(
  { people }: Pick<ImageAnnotations, 'people'>,
  { personBoxes, personScores }: People,
): Int32Array {
  return Int32Array.from(personScores, (_, row) => {
    const box = boxAt(personBoxes, row);
    const overlaps = people.map((person) => boxIou(person.box, box));
    const best = Math.max(...overlaps);
    return best >= MATCH_IOU ? overlaps.indexOf(best) : -1;
  });
}

/** A detected person and the annotated one. */
export interface MatchedPerson {
  /** Index into the P detected people. */
  readonly row: number;
  readonly person: PersonAnnotation;
}

/** The annotated people that are detected, each once, with the best scored of their detections; no crowds. */
export function matchedPeople(annotations: ImageAnnotations, predicted: People): MatchedPerson[] {
  const overlapped = overlappedPeople(annotations, predicted);
  const taken = new Set<number>([-1]);
  return [...descendingOrder(predicted.personScores, 'earlier-first')].flatMap((row) => {
    const index = overlapped[row];
    const isTaken = taken.has(index);
    taken.add(index);
    const person = annotations.people[index];
    return isTaken || person.crowd ? [] : [{ row, person }];
  });
}
