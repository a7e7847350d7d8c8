import { boxArea, boxIou, COCO_80, COCO_KEYPOINTS, createRng, type XyxyBox } from '@turbo-hoi/core';
import { kinship, sharedArea } from '@turbo-hoi/pretrained';
import type { Thing } from '../photos/coco-photos';
import { RIGHT_IOU } from '../scores/match-things';
import type { ExplainedBox, ExplainedPhoto } from './explain-boxes';
import { digits } from './fit-found';
import { logit, NORMAL_OF_MEDIAN, normalOf, quantile } from './statistics';

/** A box belongs to the person in whose box, extended by this share of its sides, its center is. */
const AROUND = 0.3;
/** Mass of confusions with any class of the super-category, beside those that were counted. */
const KINDRED = 1;
/** A box of an object's class echoes it if they share more than this part of the smaller of both. */
const ECHO = 0.3;
/** A box is at a joint within this part of √(area of the person's box). */
const AT_JOINT = 0.3;
const DRAWS = 4000;
const PERSON = 0;
const SIDES = [0, 1] as const;

/** Boxes that nothing annotated explains, near people and elsewhere; those that are `echoes` of an object are left out. */
export function fitFalse(photos: readonly ExplainedPhoto[]) {
  const near: { person: Thing; one: ExplainedBox }[] = [];
  const elsewhere: { photo: ExplainedPhoto['photo']; box: XyxyBox }[] = [];
  const all: ExplainedBox[] = [];
  let people = 0;
  for (const explained of photos) {
    const { photo } = explained;
    const present = photo.things.filter(({ classId }) => classId === PERSON);
    people += present.length;
    for (const one of explained.others) {
      if (echoed(explained, one)) continue;
      all.push(one);
      const around = present.filter(({ box }) => isAround(box, one.box));
      const person = around.sort((a, b) => boxArea(a.box) - boxArea(b.box))[0];
      if (person) near.push({ person, one });
      else elsewhere.push({ photo, box: one.box });
    }
  }
  const center = (side: 0 | 1) =>
    near.map(({ person: { box }, one }) => (middle(one.box, side) - box[side]) / length(box, side));
  const range = (values: number[]) =>
    values.length === 0 ? [0, 1] : [0.05, 0.95].map((share) => digits(quantile(values, share)));
  return {
    perImage: digits(elsewhere.length / photos.length),
    perPerson: digits(near.length / Math.max(1, people)),
    score: scoresOf(all),
    classes: Object.fromEntries(
      COCO_80.map((name, index) => [
        name,
        all.filter(({ classId }) => classId === index).length,
      ]).filter(([, count]) => count !== 0),
    ) as Record<string, number>,
    size: normalOf(
      near.flatMap(({ person, one }) =>
        SIDES.map((side) => Math.log(length(one.box, side) / length(person.box, side))),
      ),
    ).map(digits),
    sizeInImage: normalOf(
      elsewhere.flatMap(({ photo, box }) => [
        Math.log(length(box, 0) / photo.width),
        Math.log(length(box, 1) / photo.height),
      ]),
    ).map(digits),
    center: { x: range(center(0)), y: range(center(1)) },
    scene: fitScene(photos),
    places: fitPlaces(near),
  };
}

/** How the classes of false boxes go with those of the annotated objects. */
function fitScene(photos: readonly ExplainedPhoto[]) {
  let [all, same, kin] = [0, 0, 0];
  for (const explained of photos) {
    const present = new Set(
      explained.photo.things.map(({ classId }) => classId).filter((id) => id !== PERSON),
    );
    if (present.size === 0) continue;
    const kinds = new Set([...present].map(kinship));
    for (const one of explained.others) {
      if (one.classId === PERSON || echoed(explained, one)) continue;
      all++;
      if (present.has(one.classId)) same++;
      else if (kinds.has(kinship(one.classId))) kin++;
    }
  }
  return { same: digits(same / Math.max(1, all)), kin: digits(kin / Math.max(1, all)) };
}

/** By class, the places of objects near people, as `falseBoxes.places` has them. */
function fitPlaces(near: readonly { person: Thing; one: ExplainedBox }[]) {
  const places: Record<string, number[]> = {};
  for (const { person, one } of near) {
    if (one.classId !== PERSON) (places[COCO_80[one.classId]] ??= []).push(...placeOf(person, one));
  }
  return places;
}

function placeOf({ box, keypoints }: Thing, { box: other }: ExplainedBox): number[] {
  const unit = Math.sqrt(boxArea(box));
  const [cx, cy] = SIDES.map((side) => middle(other, side));
  let [joint, least] = [-1, AT_JOINT * unit];
  COCO_KEYPOINTS.names.forEach((_, k) => {
    if (!keypoints || !(keypoints[3 * k + 2] > 0)) return;
    const apart = Math.hypot(keypoints[3 * k] - cx, keypoints[3 * k + 1] - cy);
    if (apart < least) [joint, least] = [k, apart];
  });
  const center =
    joint < 0
      ? [(cx - box[0]) / length(box, 0), (cy - box[1]) / length(box, 1)]
      : [(cx - keypoints![3 * joint]) / unit, (cy - keypoints![3 * joint + 1]) / unit];
  const sides = SIDES.map((side) => length(other, side) / unit);
  return [joint, ...[...center, ...sides].map((value) => Number(value.toFixed(2)))];
}

/** Boxes of an object's class on it that overlap it too little to be it. */
export function fitEchoes(photos: readonly ExplainedPhoto[]) {
  const echoes = photos.flatMap((explained) =>
    explained.others.flatMap((one) => {
      const box = echoed(explained, one);
      return box ? [{ one, box }] : [];
    }),
  );
  const objects = photos
    .flatMap(({ things }) => things)
    .filter(({ classId }) => classId !== PERSON);
  const moves = echoes.flatMap(({ one, box }) =>
    SIDES.map((side) => Math.abs(middle(one.box, side) - middle(box, side)) / length(box, side)),
  );
  // By the median, as a few boxes hold many objects.
  const shift = moves.length === 0 ? 0 : NORMAL_OF_MEDIAN * quantile(moves, 0.5);
  const size = normalOf(
    echoes.flatMap(({ one, box }) =>
      SIDES.map((side) => Math.log(length(one.box, side) / length(box, side))),
    ),
  );
  const drawn = echoes.length / Math.max(1, objects.length) / shareOff(shift, size);
  return {
    rate: digits(drawn),
    score: scoresOf(echoes.map(({ one }) => one)),
    shift: digits(shift),
    size: size.map(digits),
  };
}

/** Share of drawn boxes with an IoU below 0.5, which the simulation keeps. */
function shareOff(shift: number, [mean, deviation]: readonly [number, number]): number {
  const rng = createRng(2);
  let off = 0;
  for (let i = 0; i < DRAWS; i++) {
    const [cx, cy] = [rng.normal(0.5, shift), rng.normal(0.5, shift)];
    const [w, h] = [0, 1].map(() => Math.exp(rng.normal(mean, deviation)));
    const iou = boxIou([0, 0, 1, 1], [cx - w / 2, cy - h / 2, cx + w / 2, cy + h / 2]);
    off += Number(iou < RIGHT_IOU);
  }
  return Math.max(0.05, off / DRAWS);
}

/** The annotated object of its class that a box shows a part of, or far too much; null: none. */
function echoed({ photo }: ExplainedPhoto, { box, classId }: ExplainedBox): XyxyBox | null {
  if (classId === PERSON) return null;
  const shown = photo.things.filter(
    (thing) =>
      thing.classId === classId &&
      sharedArea(thing.box, box) > ECHO * Math.min(boxArea(thing.box), boxArea(box)),
  );
  return shown.sort((a, b) => sharedArea(b.box, box) - sharedArea(a.box, box))[0]?.box ?? null;
}

/** Boxes of a wrong class on annotated objects: alone, or beside the right one. */
export function fitWrongClasses(photos: readonly ExplainedPhoto[]) {
  const objects = photos
    .flatMap(({ things }) => things)
    .filter(({ classId }) => classId !== PERSON);
  const confused = objects.filter((thing) => thing.confused);
  const found = objects.filter((thing) => thing.right).length + confused.length;
  const duplicates = objects.flatMap(({ duplicate }) => (duplicate ? [duplicate] : []));
  const of = COCO_80.slice(1).map((name, i) => {
    const classId = i + 1;
    const kin = COCO_80.map((_, other) => other).filter(
      (other) => other !== classId && other !== PERSON && kinship(other) === kinship(classId),
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
    confusions: {
      rate: digits(confused.length / found),
      of: Object.fromEntries(of),
      score: scoresOf(confused.map((thing) => thing.confused!)),
    },
  };
}

/** Boxes of the person class on parts of people. */
export function fitParts(photos: readonly ExplainedPhoto[]) {
  const parts = photos.flatMap((photo) => photo.parts);
  const people = photos.flatMap(({ things }) => things).filter(({ classId }) => classId === PERSON);
  return { rate: digits(parts.length / people.length), score: scoresOf(parts) };
}

function scoresOf(boxes: readonly ExplainedBox[]): number[] {
  return normalOf(boxes.map(({ score }) => logit(score))).map(digits);
}

function isAround(person: XyxyBox, box: XyxyBox): boolean {
  return SIDES.every((side) => {
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
