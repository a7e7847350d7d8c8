import {
  boxAt,
  type Detections,
  type PersonAnnotation,
  type Rng,
  type Sample,
  type XyxyBox,
} from '@turbo-hoi/core';
import { hasKeypoints } from '../poses/has-keypoints';
import { bestOverlap, isUsableBox, MATCH_IOU } from './best-overlap';

/** A proposal of an annotated person. */
export interface PersonMatch {
  readonly imageIndex: number;
  readonly box: XyxyBox;
  readonly sample: Sample;
  readonly person: PersonAnnotation;
}

interface ScoredMatch extends PersonMatch {
  readonly iou: number;
}

/**
 * Chooses at most `limit` proposals that are an annotated person (IoU ≥ 0.5, best match).
 *
 * Everyone's closest proposal is chosen before anyone's second; the chosen stand in the images' order. Proposals that the detector did not
 * classify count as people; people with neither actions nor keypoints teach nothing and are left out,
 * and a crowd is nobody.
 */
export function matchPeople(
  samples: readonly Sample[],
  proposals: readonly Detections[],
  limit: number,
  rng: Rng,
): PersonMatch[] {
  const firsts: PersonMatch[] = [];
  const seconds: PersonMatch[] = [];
  samples.forEach((sample, imageIndex) => {
    const matches = matchesOf(sample, proposals[imageIndex], imageIndex);
    const closest = new Map<PersonAnnotation, ScoredMatch>();
    for (const match of matches) {
      if (match.iou > (closest.get(match.person)?.iou ?? 0)) closest.set(match.person, match);
    }
    for (const match of matches) {
      (closest.get(match.person) === match ? firsts : seconds).push(match);
    }
  });
  const chosen = [...shuffled(firsts, rng), ...shuffled(seconds, rng)].slice(0, limit);
  return chosen.sort((a, b) => a.imageIndex - b.imageIndex);
}

function matchesOf(sample: Sample, proposals: Detections, imageIndex: number): ScoredMatch[] {
  const people = sample.people.filter(({ crowd }) => !crowd);
  const boxes = people.map(({ box }) => box);
  return Array.from(proposals.classes).flatMap((category, i) => {
    const box = boxAt(proposals.boxes, i);
    if (category > 0 || !isUsableBox(box)) return [];
    const { index, iou } = bestOverlap(box, boxes);
    const person = people[index];
    const counts = iou >= MATCH_IOU && isTeachable(person);
    return counts ? [{ imageIndex, box, sample, person, iou }] : [];
  });
}

function isTeachable(person: PersonAnnotation): boolean {
  return person.interactions !== null || hasKeypoints(person);
}

function shuffled<T>(items: readonly T[], rng: Rng): T[] {
  return Array.from(rng.permutation(items.length), (index) => items[index]);
}
