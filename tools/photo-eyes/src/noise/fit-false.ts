import { COCO_80, type XyxyBox } from '@turbo-hoi/core';
import { kinship } from '@turbo-hoi/pretrained';
import type { ExplainedBox, ExplainedPhoto } from './explain-boxes';
import { digits } from './fit-found';
import { logit, normalOf, quantile } from './statistics';

/** A box belongs to the person in whose box, extended by this share of its sides, its center is. */
const AROUND = 0.3;
/** Mass of confusions with any class of the super-category, beside those that were counted. */
const KINDRED = 1;

/** Boxes that nothing annotated explains, near people and elsewhere. */
export function fitFalse(photos: readonly ExplainedPhoto[]) {
  const all = photos.flatMap(({ others }) => others);
  const near: { person: XyxyBox; box: XyxyBox }[] = [];
  const elsewhere: { photo: ExplainedPhoto['photo']; box: XyxyBox }[] = [];
  let people = 0;
  for (const { photo, others } of photos) {
    const boxes = photo.things.filter(({ classId }) => classId === 0).map(({ box }) => box);
    people += boxes.length;
    for (const { box } of others) {
      const person = boxes.filter((one) => isAround(one, box)).sort((a, b) => area(a) - area(b))[0];
      if (person) near.push({ person, box });
      else elsewhere.push({ photo, box });
    }
  }
  const center = (side: 0 | 1) =>
    near.map(({ person, box }) => (middle(box, side) - person[side]) / length(person, side));
  const range = (values: number[]) => [0.05, 0.95].map((share) => digits(quantile(values, share)));
  return {
    perImage: digits(elsewhere.length / photos.length),
    perPerson: digits(near.length / people),
    score: scoresOf(all),
    classes: Object.fromEntries(
      COCO_80.map((name, index) => [
        name,
        all.filter(({ classId }) => classId === index).length,
      ]).filter(([, count]) => count !== 0),
    ) as Record<string, number>,
    size: normalOf(
      near.flatMap(({ person, box }) =>
        ([0, 1] as const).map((side) => Math.log(length(box, side) / length(person, side))),
      ),
    ).map(digits),
    sizeInImage: normalOf(
      elsewhere.flatMap(({ photo, box }) => [
        Math.log(length(box, 0) / photo.width),
        Math.log(length(box, 1) / photo.height),
      ]),
    ).map(digits),
    center: { x: range(center(0)), y: range(center(1)) },
  };
}

/** Boxes of a wrong class on annotated objects: alone, or beside the right one. */
export function fitWrongClasses(photos: readonly ExplainedPhoto[]) {
  const objects = photos.flatMap(({ things }) => things).filter(({ classId }) => classId !== 0);
  const confused = objects.filter((thing) => thing.confused);
  const found = objects.filter((thing) => thing.right).length + confused.length;
  const duplicates = objects.flatMap(({ duplicate }) => (duplicate ? [duplicate] : []));
  const of = COCO_80.slice(1).map((name, i) => {
    const classId = i + 1;
    const kin = COCO_80.map((_, other) => other).filter(
      (other) => other !== classId && other !== 0 && kinship(other) === kinship(classId),
    );
    const weights: Record<string, number> = {};
    const add = (other: number, weight: number) =>
      (weights[COCO_80[other]] = digits((weights[COCO_80[other]] ?? 0) + weight));
    kin.forEach((other) => add(other, KINDRED / kin.length));
    for (const thing of objects) {
      if (thing.classId !== classId) continue;
      for (const wrong of [thing.confused, thing.duplicate]) if (wrong) add(wrong.classId, 1);
    }
    return [name, weights] as const;
  });
  return {
    duplicates: { rate: digits(duplicates.length / objects.length), score: scoresOf(duplicates) },
    confusions: { rate: digits(confused.length / found), of: Object.fromEntries(of) },
  };
}

/** Boxes of the person class on parts of people. */
export function fitParts(photos: readonly ExplainedPhoto[]) {
  const parts = photos.flatMap((photo) => photo.parts);
  const people = photos.flatMap(({ things }) => things).filter(({ classId }) => classId === 0);
  return { rate: digits(parts.length / people.length), score: scoresOf(parts) };
}

function scoresOf(boxes: readonly ExplainedBox[]): number[] {
  return normalOf(boxes.map(({ score }) => logit(score))).map(digits);
}

function isAround(person: XyxyBox, box: XyxyBox): boolean {
  return ([0, 1] as const).every((side) => {
    const [at, around] = [middle(box, side), AROUND * length(person, side)];
    return at >= person[side] - around && at <= person[side + 2] + around;
  });
}

function middle(box: XyxyBox, side: 0 | 1): number {
  return (box[side] + box[side + 2]) / 2;
}

function length(box: XyxyBox, side: 0 | 1): number {
  return box[side + 2] - box[side];
}

function area(box: XyxyBox): number {
  return length(box, 0) * length(box, 1);
}
