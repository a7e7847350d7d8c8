import {
  boxAt,
  type Detections,
  type PersonAnnotation,
  type Rng,
  type Sample,
  type XyxyBox,
} from '@turbo-hoi/core';
import { iouAt, isUsableBox, takeRows } from '@turbo-hoi/detection';
import { hasKeypoints } from '../poses/has-keypoints';
import { bestMatches } from './best-match';
import type { LeftOutCount } from './training-batch';

/** A proposal that matches an annotated person. */
export interface PersonMatch {
  readonly imageIndex: number;
  readonly box: XyxyBox;
  readonly sample: Sample;
  readonly person: PersonAnnotation;
}

/**
 * Samples at most `limit` proposals that match an annotated person (IoU ≥ 0.5, best match).
 *
 * The proposal of largest IoU of every person takes precedence over further ones; the result is in the order of the images. Unclassified proposals count as
 * people. People with neither annotated actions nor keypoints have no targets and are left out, as are crowds.
 */
export function matchPeople(
  samples: readonly Sample[],
  proposals: readonly Detections[],
  limit: number,
  rng: Rng,
): PersonMatch[] {
  return samplePeople(samples, proposals, limit, rng).matches;
}

/** {@link matchPeople}, with the numbers of matched people and of those without a proposal in the result. */
export function samplePeople(
  samples: readonly Sample[],
  proposals: readonly Detections[],
  limit: number,
  rng: Rng,
): { readonly matches: PersonMatch[]; readonly people: LeftOutCount } {
  const firsts: PersonMatch[] = [];
  const seconds: PersonMatch[] = [];
  samples.forEach((sample, imageIndex) => {
    const people = sample.people.filter(({ crowd }) => !crowd);
    if (people.length === 0) return;
    const { boxes, matches, closest } = matchImage(people, proposals[imageIndex]);
    matches.forEach((match, i) => {
      const person = people[match];
      if (match < 0 || !hasTargets(person)) return;
      const found = { imageIndex, box: boxAt(boxes, i), sample, person };
      (closest[match] === i ? firsts : seconds).push(found);
    });
  });
  const chosen = [...shuffled(firsts, rng), ...shuffled(seconds, rng)].slice(0, limit);
  return {
    matches: chosen.sort((a, b) => a.imageIndex - b.imageIndex),
    people: { found: firsts.length, left: Math.max(0, firsts.length - limit) },
  };
}

interface ImageMatches {
  /** [4n] xyxy of the proposals that are people or unclassified. */
  readonly boxes: Float32Array;
  /** [n] – index of the matching person; negative: none. */
  readonly matches: Int32Array;
  /** [people] – index of the proposal with the largest IoU, the first of equal ones; -1: none. */
  readonly closest: Int32Array;
}

function matchImage(people: readonly PersonAnnotation[], proposals: Detections): ImageMatches {
  const truths = people.map(({ box }) => box);
  const annotated = Float32Array.from(truths.flat());
  const rows = Array.from(proposals.classes.keys()).filter(
    (i) => proposals.classes[i] <= 0 && isUsableBox(proposals.boxes, i),
  );
  const boxes = takeRows(proposals.boxes, 4, rows);
  const matches = bestMatches(boxes, truths);
  const closest = new Int32Array(people.length).fill(-1);
  const ious = new Float64Array(people.length);
  matches.forEach((match, i) => {
    const iou = match < 0 ? 0 : iouAt(boxes, i, annotated, match);
    if (iou > ious[match]) [ious[match], closest[match]] = [iou, i];
  });
  return { boxes, matches, closest };
}

function hasTargets(person: PersonAnnotation): boolean {
  return person.interactions !== null || hasKeypoints(person);
}

function shuffled<T>(items: readonly T[], rng: Rng): T[] {
  return Array.from(rng.permutation(items.length), (index) => items[index]);
}
