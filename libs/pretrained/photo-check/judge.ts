import type { DetectorFigures, FoundBox, PoseFigures } from './measure';

const LEAST_IOU = 0.9;
const LEAST_OKS = 0.9;
const MOST_PIXELS = 1;

export interface Figures {
  readonly detectors: readonly DetectorFigures[];
  readonly poses: readonly PoseFigures[];
  /** Of the backend that the others are compared with; null: this is it. */
  readonly first: readonly DetectorFigures[] | null;
  /** A class that every detector must find; null: none. */
  readonly object: string | null;
}

/** What misses its limit, a line each. */
export function faults({ detectors, poses, first, object }: Figures): string[] {
  const far = first ? compareBoxes(first, detectors) : 0;
  return [
    ...detectors
      .filter(({ iou }) => !(iou >= LEAST_IOU))
      .map(({ what, iou }) => `${what}: IoU ${iou.toFixed(3)}; expected ${LEAST_IOU} or more.`),
    ...detectors
      .filter(({ boxes }) => object !== null && !boxes.some(({ name }) => name === object))
      .map(({ what }) => `${what}: found no ${object}.`),
    ...poses
      .filter(({ oks }) => !(oks >= LEAST_OKS))
      .map(({ what, oks }) => `${what}: OKS ${oks.toFixed(3)}; expected ${LEAST_OKS} or more.`),
    ...(far <= MOST_PIXELS ? [] : [`boxes: ${far} px apart; expected at most ${MOST_PIXELS}.`]),
  ];
}

/** The largest distance of an edge to that of the other's box, in pixels; Infinity where they found other things. */
export function compareBoxes(a: readonly DetectorFigures[], b: readonly DetectorFigures[]): number {
  const [one, other] = [a, b].map((list) => list.flatMap(({ boxes }) => boxes));
  if (one.length !== other.length) return Infinity;
  return Math.max(0, ...one.map((found, i) => distance(found, other[i])));
}

function distance(a: FoundBox, b: FoundBox): number {
  if (a.name !== b.name) return Infinity;
  return Math.max(...a.box.map((edge, i) => Math.abs(edge - b.box[i])));
}
