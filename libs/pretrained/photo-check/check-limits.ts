import type { DetectorFigures, FoundBox, PoseFigures, StemFigures } from './measure';

const LEAST_IOU = 0.9;
const LEAST_OKS = 0.9;
const MOST_PIXELS = 1;
const MOST_FEATURES = 1e-3;

/** Results of the models on one backend. */
export interface Figures {
  readonly detectors: readonly DetectorFigures[];
  readonly poses: readonly PoseFigures[];
  readonly stem: StemFigures;
}

/**
 * The results outside their limits, one line each.
 *
 * @param first results of the backend that the others are compared with; null: this is the first backend
 * @param object a class that every detector must detect; null: none
 */
export function faults(figures: Figures, first: Figures | null, object: string | null): string[] {
  const { detectors, poses } = figures;
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
    ...(first ? strays(differences(first, figures)) : []),
  ];
}

/** The largest differences of two backends. */
export interface Differences {
  /** Largest difference of box edges in pixels; Infinity if the detections differ in number or class. */
  readonly boxes: number;
  readonly features: number;
}

export function differences(a: Figures, b: Figures): Differences {
  const { shape, features } = a.stem;
  const isSame = String(shape) === String(b.stem.shape);
  return {
    boxes: compareBoxes(a.detectors, b.detectors),
    features: isSame
      ? features.reduce((most, x, i) => Math.max(most, Math.abs(x - b.stem.features[i])), 0)
      : Infinity,
  };
}

function strays({ boxes, features }: Differences): string[] {
  return [
    ...(boxes <= MOST_PIXELS ? [] : [`boxes: ${boxes} px apart; expected at most ${MOST_PIXELS}.`]),
    ...(features <= MOST_FEATURES
      ? []
      : [`features: ${features} apart; expected at most ${MOST_FEATURES}.`]),
  ];
}

function compareBoxes(a: readonly DetectorFigures[], b: readonly DetectorFigures[]): number {
  const [one, other] = [a, b].map((list) => list.flatMap(({ boxes }) => boxes));
  if (one.length !== other.length) return Infinity;
  return Math.max(0, ...one.map((found, i) => distance(found, other[i])));
}

function distance(a: FoundBox, b: FoundBox): number {
  if (a.name !== b.name) return Infinity;
  return Math.max(...a.box.map((edge, i) => Math.abs(edge - b.box[i])));
}
