import { boxArea, boxAt, boxIou, type Detections } from '@turbo-hoi/core';
import { sortedByScore, takeDetections } from '@turbo-hoi/detection';
import { PERSON } from './object-kinds';
import { sharedArea } from './photo-views';

export interface SelectOptions {
  /** Boxes of a lower score are dropped. */
  readonly scoreThreshold: number;
  readonly maxDetections: number;
}

/** Two boxes of one class from this IoU are one thing. */
const SAME = 0.55;
/** Two boxes of different classes from this IoU are at one place: there a class remains unless the better one is this many times likelier. */
const SAME_PLACE = 0.75;
const LIKELIER = 4;
/** A person's box of which this share lies in a better one is a part of that person, unless it is as likely as this itself. */
const PART = 0.85;
const LIKELY = 0.15;

/**
 * Keeps one box a thing: best first, without second boxes of a class, less likely classes at a better one's place, and parts of
 * people. A box without area or with a NaN score is dropped.
 */
export function selectBoxes(
  detections: Detections,
  { scoreThreshold, maxDetections }: SelectOptions,
): Detections {
  const kept: number[] = [];
  for (const row of sortedByScore(detections.scores)) {
    if (kept.length >= maxDetections || !(detections.scores[row] >= scoreThreshold)) break;
    if (!(boxArea(boxAt(detections.boxes, row)) > 0)) continue;
    if (kept.some((better) => isSecond(detections, row, better))) continue;
    kept.push(row);
  }
  return takeDetections(detections, kept);
}

function isSecond({ boxes, scores, classes }: Detections, row: number, better: number): boolean {
  const [own, other] = [boxAt(boxes, row), boxAt(boxes, better)];
  const iou = boxIou(own, other);
  if (classes[row] !== classes[better]) {
    const isUnlikely = scores[better] > LIKELIER * scores[row];
    return iou > SAME_PLACE && isUnlikely && classes[row] !== PERSON && classes[better] !== PERSON;
  }
  if (iou > SAME) return true;
  const isPart = sharedArea(own, other) > PART * boxArea(own);
  return classes[row] === PERSON && isPart && scores[row] < LIKELY;
}
