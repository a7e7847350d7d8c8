import { boxArea, boxAt, boxIou, type Detections, type XyxyBox } from '@turbo-hoi/core';
import { sortedByScore } from '@turbo-hoi/detection';
import { sharedArea } from '@turbo-hoi/pretrained';
import type { AnnotatedPhoto } from '../photos/coco-photos';
import { matchThings, RIGHT_IOU } from '../scores/match-things';

export interface ExplainedBox {
  readonly box: XyxyBox;
  readonly classId: number;
  readonly score: number;
}

/** An annotated thing with what was found of it. */
export interface ExplainedThing {
  readonly photo: AnnotatedPhoto;
  readonly box: XyxyBox;
  readonly classId: number;
  /** The row of the detection of its class; null: none. */
  readonly row: number | null;
  readonly right: ExplainedBox | null;
  /** Without one: the best box of a wrong class on it. */
  readonly confused: ExplainedBox | null;
  /** A further box of another class on it. */
  readonly duplicate: ExplainedBox | null;
}

/** What every detection of one photo is. */
export interface ExplainedPhoto {
  readonly photo: AnnotatedPhoto;
  readonly things: readonly ExplainedThing[];
  /** Boxes of the person class on a part of an annotated person. */
  readonly parts: readonly ExplainedBox[];
  /** Boxes that nothing annotated explains. */
  readonly others: readonly ExplainedBox[];
}

const PERSON = 0;
const PART = 0.75;

/** Explains detections by annotations: right, of a wrong class, second, part of a person, or none of these. */
export function explainBoxes(photo: AnnotatedPhoto, found: Detections): ExplainedPhoto {
  const matches = matchThings(found, photo.things);
  const rowOf = new Map([...matches.entries()].map(([row, match]) => [match, row]));
  const asBox = (row: number): ExplainedBox => ({
    box: boxAt(found.boxes, row),
    classId: found.classes[row],
    score: found.scores[row],
  });
  const confused = new Map<number, ExplainedBox>();
  const duplicates = new Map<number, ExplainedBox>();
  const [parts, others]: ExplainedBox[][] = [[], []];
  for (const row of sortedByScore(found.scores)) {
    if (matches[row] >= 0) continue;
    const wrong = asBox(row);
    const at = wrong.classId === PERSON ? -1 : objectAt(photo, wrong);
    if (at >= 0 && !rowOf.has(at) && !confused.has(at)) confused.set(at, wrong);
    else if (at >= 0 && !duplicates.has(at)) duplicates.set(at, wrong);
    else if (wrong.classId === PERSON && isPart(photo, wrong)) parts.push(wrong);
    else others.push(wrong);
  }
  const things = photo.things.map(({ box, classId }, index): ExplainedThing => {
    const row = rowOf.get(index) ?? null;
    const right = row === null ? null : asBox(row);
    const wrong = {
      confused: confused.get(index) ?? null,
      duplicate: duplicates.get(index) ?? null,
    };
    return { photo, box, classId, row, right, ...wrong };
  });
  return { photo, things, parts, others };
}

/** The object of another class that a box is on; -1: none. */
function objectAt({ things }: AnnotatedPhoto, { box, classId }: ExplainedBox): number {
  let [best, most] = [-1, RIGHT_IOU];
  things.forEach((thing, index) => {
    if (thing.classId === PERSON || thing.classId === classId) return;
    const iou = boxIou(thing.box, box);
    if (iou >= most) [best, most] = [index, iou];
  });
  return best;
}

function isPart({ things }: AnnotatedPhoto, { box }: ExplainedBox): boolean {
  return things.some(
    (thing) => thing.classId === PERSON && sharedArea(thing.box, box) > PART * boxArea(box),
  );
}

/** log(r / .2) with r = √(box area / image area) in .01 to 1. */
export function sizeOf({ photo, box }: Pick<ExplainedThing, 'photo' | 'box'>): number {
  const share = Math.sqrt(boxArea(box) / (photo.width * photo.height));
  return Math.log(Math.min(Math.max(share, 0.01), 1) / 0.2);
}
