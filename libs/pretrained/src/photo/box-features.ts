import { boxArea, type RgbImage, type XyxyBox } from '@turbo-hoi/core';
import type { MergedBox } from './merge-boxes';
import { kinship, PERSON } from './object-kinds';
import { isCovered, sharedArea, VIEW_KINDS, type ViewKind } from './photo-views';

/** What a photo's merged boxes were seen in. */
export interface Scene {
  readonly image: Pick<RgbImage, 'width' | 'height'>;
  /** Kinds of views that were taken, of {@link VIEW_KINDS}. */
  readonly kinds: readonly ViewKind[];
  /** Regions of the views around people. */
  readonly regions: readonly XyxyBox[];
}

/** Names of the columns of {@link boxFeatures}. */
export const BOX_FEATURES: readonly string[] = [
  ...['best', 'any', 'mean', 'share', 'uncovered'],
  ...VIEW_KINDS.flatMap((kind) => [kind, `${kind} by size`]),
  ...['size', 'size squared', 'best by size', 'aspect', 'aspect squared', 'edges'],
  ...['twin', 'in twin', 'around twin', 'rival', 'kindred rival', 'better rival'],
  ...['near person', 'size near person', 'in person', 'person near person', 'person in person'],
  ...[
    'is person',
    'is person by best',
    'is person by size',
    'likely boxes',
    'likely of class',
    'best of class',
  ],
];

/** Least score, for the log-odds of what was not seen. */
const FLOOR = 0.02;
/** From this chance of being seen a box counts as there, for the features of its surroundings. */
const LIKELY = 0.3;
const SAME_PLACE = 0.5;

/**
 * What the learned score reads of every merged box: its scores by view, size, edges, boxes of its class and of others at
 * its place, and the people around it. → [n · features] in the order of {@link BOX_FEATURES}
 */
export function boxFeatures(merged: readonly MergedBox[], scene: Scene): Float64Array {
  const things = merged.map((one) => describe(one, scene));
  const rows = things.map((thing) => [
    ...thing.views,
    ...thing.shape,
    ...company(thing, things),
    ...people(thing, things),
    ...counts(thing, things),
  ]);
  return Float64Array.from(rows.flat());
}

/** A merged box with what its other features are made of. */
interface Thing {
  readonly box: XyxyBox;
  readonly area: number;
  readonly classId: number;
  /** Chance that at least one view is right, were they independent. */
  readonly any: number;
  readonly best: number;
  readonly size: number;
  readonly views: readonly number[];
  readonly shape: readonly number[];
}

function describe({ box, classId, scores }: MergedBox, { image, kinds, regions }: Scene): Thing {
  const covered = VIEW_KINDS.map(
    (kind) => kinds.includes(kind) && (kind !== 'person' || isCovered(box, regions)),
  );
  const seen = scores.filter((_, column) => covered[column]);
  const mean = logOdds(seen.reduce((sum, score) => sum + score, 0) / seen.length);
  const any = 1 - seen.reduce((none, score) => none * (1 - score), 1);
  const best = logOdds(Math.max(...seen));
  const area = boxArea(box);
  const size = relativeSize(area / (image.width * image.height));
  const columns = scores.flatMap((score, column) => {
    // A view that did not cover the box has no opinion: it agrees with the others.
    const odds = covered[column] ? logOdds(score) : mean;
    return kinds.includes(VIEW_KINDS[column]) ? [odds, odds * size] : [0, 0];
  });
  const isUncovered = kinds.includes('person') && !covered[VIEW_KINDS.indexOf('person')];
  const share = seen.filter((score) => score > 0).length / seen.length;
  const aspect = Math.log((box[2] - box[0]) / (box[3] - box[1]));
  return {
    ...{ box, area, classId, any, best, size },
    views: [best, logOdds(any), mean, share, Number(isUncovered), ...columns],
    shape: [size, size ** 2, best * size, aspect, aspect ** 2, edges(box, image)],
  };
}

function logOdds(score: number): number {
  const bounded = Math.min(Math.max(score, FLOOR), 1 - FLOOR);
  return Math.log(bounded / (1 - bounded));
}

/** Logarithm of the side relative to a fifth of the image's. */
function relativeSize(share: number): number {
  return Math.log(Math.min(Math.max(Math.sqrt(share), 0.01), 1) / 0.2);
}

/** Number of the image's edges that the box touches. */
function edges([x1, y1, x2, y2]: XyxyBox, { width, height }: Scene['image']): number {
  const near = 2;
  return [x1 < near, y1 < near, x2 > width - near, y2 > height - near].filter(Boolean).length;
}

/** Better boxes of the class that overlap it, and boxes of other classes at its place. */
function company(thing: Thing, things: readonly Thing[]): number[] {
  let [twin, inTwin, aroundTwin, rival, kindred, better] = [0, 0, 0, 0, 0, 0];
  for (const other of things) {
    if (other === thing) continue;
    const shared = sharedArea(thing.box, other.box);
    if (shared === 0) continue;
    const iou = shared / (thing.area + other.area - shared);
    if (other.classId === thing.classId) {
      if (!(other.any > thing.any)) continue;
      twin = Math.max(twin, iou);
      inTwin = Math.max(inTwin, shared / thing.area);
      aroundTwin = Math.max(aroundTwin, shared / other.area);
    } else if (iou > SAME_PLACE) {
      rival = Math.max(rival, other.any);
      better = Math.max(better, other.any - thing.any);
      if (kinship(other.classId) === kinship(thing.classId)) {
        kindred = Math.max(kindred, other.any);
      }
    }
  }
  return [twin, inTwin, aroundTwin, rival, kindred, better];
}

/** Closeness to the nearest person, size relative to that person, share of it inside a person. */
function people(thing: Thing, things: readonly Thing[]): number[] {
  let [near, relative, within] = [0, 0, 0];
  for (const other of things) {
    if (other === thing || other.classId !== PERSON || !(other.any > LIKELY)) continue;
    const closeness = Math.exp((-3 * gap(thing.box, other.box)) / Math.sqrt(other.area));
    if (closeness > near) {
      near = closeness;
      relative = closeness * Math.log(thing.area / other.area) * 0.5;
    }
    within = Math.max(within, sharedArea(thing.box, other.box) / thing.area);
  }
  const isPerson = Number(thing.classId === PERSON);
  return [
    ...[near, relative, within].map((value) => value * (1 - isPerson)),
    ...[near, within].map((value) => value * isPerson),
    ...[isPerson, isPerson * thing.best, isPerson * thing.size],
  ];
}

function gap(a: XyxyBox, b: XyxyBox): number {
  const between = (low: 0 | 1) => Math.max(0, a[low] - b[low + 2], b[low] - a[low + 2]);
  return Math.hypot(between(0), between(1));
}

function counts(thing: Thing, things: readonly Thing[]): number[] {
  const likely = things.filter(({ any }) => any > LIKELY);
  const own = things.filter(({ classId }) => classId === thing.classId);
  return [
    Math.log1p(likely.length),
    Math.log1p(own.filter(({ any }) => any > LIKELY).length),
    own.reduce((most, { any }) => Math.max(most, any), 0),
  ];
}
