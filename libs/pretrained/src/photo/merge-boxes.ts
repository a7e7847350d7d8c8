import { boxArea, boxAt, type Detections, type XyxyBox } from '@turbo-hoi/core';
import { sortedByScore } from '@turbo-hoi/detection';
import { sharedArea } from './photo-views';

/** One thing as several views saw it. */
export interface MergedBox {
  /** Weighted mean of the boxes. */
  readonly box: XyxyBox;
  /** Index into `COCO_80`. */
  readonly classId: number;
  /** Its best score in each kind of view; 0: not seen there. */
  readonly scores: readonly number[];
}

/** Detections with the view that each comes from. */
export interface SeenBoxes extends Detections {
  /** [n] Columns of the views. */
  readonly columns: ArrayLike<number>;
  /** [n] What each box counts in the mean. */
  readonly weights: ArrayLike<number>;
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
    const [weight, column] = [seen.weights[row], seen.columns[row]];
    if (group) join(group, box, weight);
    else rivals.push(start(box, weight, classId, columns));
    const { scores } = group ?? rivals[rivals.length - 1];
    scores[column] = Math.max(scores[column], score);
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

function start(box: XyxyBox, weight: number, classId: number, columns: number): Group {
  const scores = new Array<number>(columns).fill(0);
  const sum = box.map((side) => side * weight) as [number, number, number, number];
  return { box, sum, weight, classId, scores };
}

function join(group: Group, box: XyxyBox, weight: number): void {
  group.weight += weight;
  box.forEach((side, axis) => (group.sum[axis] += side * weight));
  const [x1, y1, x2, y2] = group.sum.map((side) => side / group.weight);
  group.box = [x1, y1, x2, y2];
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
