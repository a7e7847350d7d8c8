import { boxAt, type PersonAnnotation, type Rng, type Sample, type XyxyBox } from '@turbo-hoi/core';
import { iouAt, PERSON, takeRows } from '@turbo-hoi/detection';
import { hasKeypoints } from '../../poses/has-keypoints';
import { bestMatches } from '../best-match';
import type { PersonMatch } from '../match-people';
import type { ObjectRows } from '../training-batch';

/** A row of objects that is a person. */
export interface LayoutPerson extends PersonMatch {
  /** Row of objects. */
  readonly object: number;
}

export interface LayoutPeopleOptions {
  /** Largest number of people. */
  readonly most: number;
  /** Rows of objects per image. */
  readonly limit: number;
  /** Whether people without annotated actions, and boxes on nobody, are people without any action. */
  readonly negativePeople: boolean;
}

/** A box is on a crowd if this share of it is. */
const IN_CROWD = 0.5;

/**
 * The objects of class person that have targets, by image and row: at most `most`, of which a random part is taken.
 *
 * The object of largest IoU (≥ 0.5) of every annotated person takes precedence over further ones, and these over negatives.
 */
export function layoutPeople(
  samples: readonly Sample[],
  objects: ObjectRows,
  { most, limit, negativePeople }: LayoutPeopleOptions,
  rng: Rng,
): LayoutPerson[] {
  const ranks: readonly LayoutPerson[][] = [[], [], []];
  samples.forEach((sample, imageIndex) => {
    const rows: number[] = [];
    for (let row = imageIndex * limit; row < (imageIndex + 1) * limit; row++)
      if (objects.classes[row] === PERSON) rows.push(row);
    for (const { rank, row, person } of rankedPeople(sample, objects.boxes, rows, negativePeople))
      ranks[rank].push({
        imageIndex,
        sample,
        person,
        box: boxAt(objects.boxes, row),
        object: row,
      });
  });
  const all = ranks.flat();
  const chosen = all.length > most ? ranks.flatMap((rank) => shuffled(rank, rng)) : all;
  return chosen.slice(0, most).sort((a, b) => a.object - b.object);
}

interface RankedPerson {
  /** 0: the closest object of an annotated person; 1: another one; 2: a negative. */
  readonly rank: number;
  readonly row: number;
  readonly person: PersonAnnotation;
}

function rankedPeople(
  sample: Sample,
  boxes: Float32Array,
  rows: readonly number[],
  negativePeople: boolean,
): RankedPerson[] {
  const people = sample.people.filter(({ crowd }) => !crowd);
  const crowds = sample.people.filter(({ crowd }) => crowd).map(({ box }) => box);
  const truths = people.map(({ box }) => box);
  const own = takeRows(boxes, 4, rows);
  const matches = bestMatches(own, truths);
  const closest = closestRows(own, matches, Float32Array.from(truths.flat()), people.length);
  return rows.flatMap((row, i): RankedPerson[] => {
    const person = people[matches[i]];
    if (matches[i] < 0) {
      const box = boxAt(boxes, row);
      if (!negativePeople || crowds.some((crowd) => shareInside(box, crowd) >= IN_CROWD)) return [];
      return [{ rank: 2, row, person: noAction(box) }];
    }
    const isLabelled = person.interactions !== null;
    const rank = closest[matches[i]] === i ? 0 : 1;
    if (isLabelled || (hasKeypoints(person) && !negativePeople)) return [{ rank, row, person }];
    return negativePeople ? [{ rank: 2, row, person: { ...person, interactions: [] } }] : [];
  });
}

/** For each annotated person, the matching box of largest IoU, the first of equal ones; -1: none. */
function closestRows(
  boxes: Float32Array,
  matches: Int32Array,
  truths: Float32Array,
  count: number,
): Int32Array {
  const closest = new Int32Array(count).fill(-1);
  const ious = new Float64Array(count);
  matches.forEach((match, i) => {
    const iou = match < 0 ? 0 : iouAt(boxes, i, truths, match);
    if (iou > ious[match]) [ious[match], closest[match]] = [iou, i];
  });
  return closest;
}

function noAction(box: XyxyBox): PersonAnnotation {
  return { annotationId: -1, box, area: 0, keypoints: null, interactions: [] };
}

/** Share of a box that is inside another one. */
function shareInside(box: XyxyBox, other: XyxyBox): number {
  const width = Math.min(box[2], other[2]) - Math.max(box[0], other[0]);
  const height = Math.min(box[3], other[3]) - Math.max(box[1], other[1]);
  if (!(width > 0 && height > 0)) return 0;
  return (width * height) / ((box[2] - box[0]) * (box[3] - box[1]));
}

function shuffled<T>(items: readonly T[], rng: Rng): T[] {
  return Array.from(rng.permutation(items.length), (index) => items[index]);
}
