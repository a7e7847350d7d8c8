import { candidateClasses, type DatasetInfo, type Rng } from '@turbo-hoi/core';
import { annotatedBoxes, iouAt, PERSON } from '@turbo-hoi/detection';
import { MATCH_IOU } from '../best-match';
import type { NegativePairs, ObjectRows, PairRows } from '../training-batch';
import type { LayoutPerson } from './layout-people';

export interface LayoutPairOptions {
  /** Rows of objects per image. */
  readonly limit: number;
  /** Null: all pairs. */
  readonly negatives: NegativePairs | null;
}

/** Objects within this part of √(area of the person's box) are near. */
const NEAR = 0.3;
const LARGEST_WEIGHT = 4;

/**
 * Pairs every person with the objects of the image that can be a target, in the order of people and objects; one padding row if there are none.
 *
 * A pair is positive for a column if the object has the class of an annotated target and overlaps it (IoU ≥ 0.5). Negatives may be left out at
 * random; those that are kept then weigh more.
 */
export function layoutPairs(
  people: readonly LayoutPerson[],
  objects: ObjectRows,
  info: DatasetInfo,
  { limit, negatives }: LayoutPairOptions,
  rng: Rng,
): PairRows {
  const columns = info.actions.columns.length;
  const isCandidate = candidateClasses(info);
  const [person, object, weight]: [number[], number[], number[]] = [[], [], []];
  const positive: number[] = [];
  const counts = negatives?.falseObjects === false ? rightObjects(people, objects, limit) : null;
  people.forEach((one, row) => {
    const targets = targetsOf(one);
    const first = one.imageIndex * limit;
    for (let other = first; other < first + limit; other++) {
      const category = objects.classes[other];
      if (category < 0 || other === one.object || !isCandidate[category]) continue;
      const at = person.length;
      const before = positive.length;
      targets.forEach(({ category: wanted, column, box }) => {
        if (wanted === category && iouAt(objects.boxes, other, box, 0) >= MATCH_IOU)
          positive.push(at * columns + column);
      });
      const share =
        negatives === null || positive.length > before
          ? 1
          : isNear(objects, one.object, other)
            ? negatives.near
            : negatives.far;
      if (share < 1 && !rng.chance(share)) continue;
      person.push(row);
      object.push(other);
      const isAnnotated = one.person.interactions !== null;
      const hasLoss = isAnnotated && counts?.[other] !== 0;
      weight.push(hasLoss ? Math.min(1 / share, LARGEST_WEIGHT) : 0);
    }
  });
  const rows = Math.max(1, person.length);
  const labels = new Float32Array(rows * columns);
  for (const at of positive) labels[at] = 1;
  const padding = person.length === 0 ? [0] : [];
  return {
    person: Int32Array.from([...person, ...padding]),
    object: Int32Array.from([...object, ...padding]),
    valid: new Float32Array(rows).fill(1, 0, person.length),
    labels,
    annotated: Float32Array.from([...weight, ...padding]),
  };
}

/** 1 for the objects of these people's images that are on an annotation of their class (IoU ≥ 0.5). */
function rightObjects(
  people: readonly LayoutPerson[],
  { boxes, classes }: ObjectRows,
  limit: number,
): Uint8Array {
  const right = new Uint8Array(classes.length);
  const samples = new Map(people.map(({ imageIndex, sample }) => [imageIndex, sample]));
  for (const [image, sample] of samples) {
    const things = annotatedBoxes(sample)
      .filter(({ crowd }) => !crowd)
      .map(({ box, category }) => ({ category, box: Float32Array.from(box) }));
    for (let row = image * limit; row < (image + 1) * limit; row++) {
      const isRight = things.some(
        ({ box, category }) => category === classes[row] && iouAt(boxes, row, box, 0) >= MATCH_IOU,
      );
      right[row] = Number(isRight);
    }
  }
  return right;
}

/** The annotated targets of a person's actions. */
function targetsOf({ person, sample }: LayoutPerson) {
  return (person.interactions ?? []).flatMap(({ column, object }) => {
    if (object === null) return [];
    const { category, box } = sample.objects[object];
    return [{ column, category, box: Float32Array.from(box) }];
  });
}

function isNear({ boxes, classes }: ObjectRows, person: number, object: number): boolean {
  if (classes[object] === PERSON) return false;
  const [a, b] = [4 * person, 4 * object];
  const x = Math.max(boxes[a], boxes[b]) - Math.min(boxes[a + 2], boxes[b + 2]);
  const y = Math.max(boxes[a + 1], boxes[b + 1]) - Math.min(boxes[a + 3], boxes[b + 3]);
  const area = (boxes[a + 2] - boxes[a]) * (boxes[a + 3] - boxes[a + 1]);
  return Math.hypot(Math.max(0, x), Math.max(0, y)) < NEAR * Math.sqrt(area);
}
