import { boxArea, boxAt, type Detections, type XyxyBox } from '@turbo-hoi/core';
import { sortedByScore } from '@turbo-hoi/detection';
import { sharedArea } from './photo-views';

/** One thing as several views saw it. */
export interface MergedBox {
  /** Mean of the boxes, weighted by their scores. */
  readonly box: XyxyBox;
  /** Index into `COCO_80`. */
  readonly classId: number;
  /** Its best score in each kind of view; 0: not seen there. */
  readonly scores: readonly number[];
}

/** Detections with the column of the view that each comes from. */
export interface SeenBoxes extends Detections {
  readonly columns: ArrayLike<number>;
}

/**
 * Weighted box fusion (Solovyev et al. 2021), class by class and best first: a box joins the group whose mean it
 * overlaps most, from an IoU of `iou`, or starts one. Boxes without area and NaN scores are left out.
 */
export function mergeBoxes(seen: SeenBoxes, columns: number, iou: number): MergedBox[] {
  const groups = new Map<number, Group[]>();
  for (const row of sortedByScore(seen.scores)) {
    const [box, score, classId] = [boxAt(seen.boxes, row), seen.scores[row], seen.classes[row]];
    if (!(box[2] > box[0] && box[3] > box[1] && score > 0)) continue;
    let rivals = groups.get(classId);
    if (!rivals) groups.set(classId, (rivals = []));
    const group = closest(rivals, box, iou);
    if (group) join(group, box, score, seen.columns[row]);
    else rivals.push(start(box, score, classId, seen.columns[row], columns));
  }
  return [...groups.values()].flat();
}

/** Chance that at least one view is right, were they independent. */
export function seenChance({ scores }: Pick<MergedBox, 'scores'>): number {
  return 1 - scores.reduce((none, score) => none * (1 - score), 1);
}

interface Group {
  box: XyxyBox;
  readonly sum: [number, number, number, number];
  weight: number;
  readonly classId: number;
  readonly scores: number[];
}

function start(
  box: XyxyBox,
  score: number,
  classId: number,
  column: number,
  columns: number,
): Group {
  const scores = new Array<number>(columns).fill(0);
  scores[column] = score;
  const sum = box.map((side) => side * score) as [number, number, number, number];
  return { box, sum, weight: score, classId, scores };
}

function join(group: Group, box: XyxyBox, score: number, column: number): void {
  group.weight += score;
  box.forEach((side, axis) => (group.sum[axis] += side * score));
  const [x1, y1, x2, y2] = group.sum.map((side) => side / group.weight);
  group.box = [x1, y1, x2, y2];
  group.scores[column] = Math.max(group.scores[column], score);
}

function closest(groups: readonly Group[], box: XyxyBox, least: number): Group | null {
  let [best, most]: [Group | null, number] = [null, least];
  const area = boxArea(box);
  for (const group of groups) {
    const shared = sharedArea(group.box, box);
    const overlap = shared / (boxArea(group.box) + area - shared);
    if (overlap >= most) [best, most] = [group, overlap];
  }
  return best;
}
