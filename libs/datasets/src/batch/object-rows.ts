import { boxAt, type Detections, type Sample, type XyxyBox } from '@turbo-hoi/core';
import { isUsableBox, PERSON } from '@turbo-hoi/detection';
import { bestMatches } from './best-match';
import type { LeftOutCount, ObjectRows } from './training-batch';

/** A detection as a row of objects. */
export interface FoundObject {
  /** Of the detection. */
  readonly index: number;
  readonly box: XyxyBox;
  readonly category: number;
  readonly score: number;
  /** Index of the matching annotation; -1 for none and for crowds. */
  readonly truth: number;
}

/**
 * The objects of each image that people are paired with, including people: `limit` rows per image, padded with class -1.
 *
 * Detections keep their class; unclassified proposals get the class of the matching annotation (IoU ≥ 0.5), or are left out. The first detection
 * of every annotation precedes the others, each in the detector's order: best first.
 */
export function objectRows(
  samples: readonly Sample[],
  proposals: readonly Detections[],
  limit: number,
): ObjectRows {
  return sampleObjects(samples, proposals, limit).rows;
}

/** {@link objectRows}, with the numbers of annotated objects that a detection matches and of those beyond the limit. */
export function sampleObjects(
  samples: readonly Sample[],
  proposals: readonly Detections[],
  limit: number,
): { readonly rows: ObjectRows; readonly objects: LeftOutCount } {
  const rows = samples.length * limit;
  const boxes = new Float32Array(4 * rows);
  const classes = new Int32Array(rows).fill(-1);
  const scores = new Float32Array(rows);
  const imageIndex = Int32Array.from({ length: rows }, (_, row) => Math.floor(row / limit));
  for (let row = 0; row < rows; row++) boxes.set([0, 0, 1, 1], 4 * row);
  const objects = { found: 0, left: 0 };
  samples.forEach((sample, image) => {
    const found = firstOfEachFirst(findObjects(sample, proposals[image]));
    const annotated = new Set(found.map(({ truth }) => truth).filter((truth) => truth >= 0)).size;
    objects.found += annotated;
    objects.left += Math.max(0, annotated - limit);
    found.slice(0, limit).forEach(({ box, category, score }, i) => {
      const row = image * limit + i;
      boxes.set(box, 4 * row);
      classes[row] = category;
      scores[row] = score;
    });
  });
  return { rows: { boxes, imageIndex, classes, scores }, objects };
}

/** The usable detections of an image that have a class, in the detector's order. */
export function findObjects({ people, objects }: Sample, proposals: Detections): FoundObject[] {
  const persons = people.map((person) => ({ ...person, category: PERSON }));
  const annotated = [...persons, ...objects].filter(({ crowd }) => !crowd);
  const matches = bestMatches(
    proposals.boxes,
    annotated.map(({ box }) => box),
  );
  return Array.from(proposals.classes).flatMap((own, i): FoundObject[] => {
    if (!isUsableBox(proposals.boxes, i)) return [];
    const box = boxAt(proposals.boxes, i);
    const truth = Math.max(-1, matches[i]);
    const category = own >= 0 ? own : (annotated[truth]?.category ?? -1);
    return category < 0 ? [] : [{ index: i, box, category, score: proposals.scores[i], truth }];
  });
}

/** The first detection of every annotation, then the others. */
export function firstOfEachFirst(found: readonly FoundObject[]): FoundObject[] {
  const seen = new Set<number>();
  const isFirst = found.map(({ truth }) => {
    if (truth < 0 || seen.has(truth)) return false;
    seen.add(truth);
    return true;
  });
  return [...found.filter((_, i) => isFirst[i]), ...found.filter((_, i) => !isFirst[i])];
}
