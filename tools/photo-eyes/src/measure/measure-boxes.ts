import { boxArea, boxToXywh, COCO_80, type Detections } from '@turbo-hoi/core';
import { takeDetections, topScores } from '@turbo-hoi/detection';
import { CocoBoxEvaluator } from '@turbo-hoi/evaluation';
import type { AnnotatedPhoto, Thing } from '../photos/coco-photos';
import { matchThings } from '../scores/match-things';
import { isHandHeld } from './hand-held';

/** Which boxes of an image count. */
const SELECTIONS = {
  'score ≥ .3': (found: Detections) => atLeast(found, 0.3),
  'best 20': (found: Detections) => takeDetections(found, topScores(found.scores, 20)),
  'best 40': (found: Detections) => takeDetections(found, topScores(found.scores, 40)),
  all: (found: Detections) => found,
};

const GROUPS: Record<string, (thing: Thing, photo: AnnotatedPhoto) => boolean> = {
  person: ({ classId }) => classId === 0,
  object: ({ classId }) => classId !== 0,
  'hand-held': ({ classId }) => isHandHeld(classId),
  large: (thing, photo) => thing.classId !== 0 && share(thing, photo) > 0.09,
  medium: (thing, photo) =>
    thing.classId !== 0 && share(thing, photo) <= 0.09 && share(thing, photo) >= 0.01,
  small: (thing, photo) => thing.classId !== 0 && share(thing, photo) < 0.01,
};

export interface BoxFigures {
  /** Mean over classes, 0..1: at IoU .5 and over IoU .5 to .95, and the person's over .5 to .95. */
  readonly ap50: number | null;
  readonly ap: number | null;
  readonly personAp: number | null;
  /** Recall of each group by which boxes count, 0..1. */
  readonly recall: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly boxesPerImage: Readonly<Record<string, number>>;
  /** Detections with scores in tenths: how many, their mean score, and the share that is right. */
  readonly calibration: readonly { count: number; score: number; right: number }[];
}

/** COCO's AP, recall at IoU ≥ .5 by group and number of boxes, and how far scores are probabilities. */
export function measureBoxes(
  photos: readonly AnnotatedPhoto[],
  found: readonly Detections[],
): BoxFigures {
  const evaluator = new CocoBoxEvaluator(COCO_80.length);
  photos.forEach((photo, i) => evaluator.add(truthOf(photo), xywhDetections(found[i])));
  const { ap, ap50, perClass } = evaluator.result();
  const [recall, boxesPerImage]: [Record<string, Record<string, number>>, Record<string, number>] =
    [{}, {}];
  for (const [name, select] of Object.entries(SELECTIONS)) {
    const selected = found.map(select);
    recall[name] = recallOf(photos, selected);
    const boxes = selected.reduce((sum, { scores }) => sum + scores.length, 0);
    boxesPerImage[name] = boxes / photos.length;
  }
  const percent = (value: number | null) => (value === null ? null : value / 100);
  return {
    ...{ ap: percent(ap), ap50: percent(ap50), personAp: percent(perClass[0]) },
    ...{ recall, boxesPerImage, calibration: calibrationOf(photos, found) },
  };
}

function recallOf(photos: readonly AnnotatedPhoto[], found: readonly Detections[]) {
  const matched = photos.map(({ things }, i) => new Set(matchThings(found[i], things)));
  return Object.fromEntries(
    Object.entries(GROUPS).map(([name, isIn]) => {
      let [hits, count] = [0, 0];
      photos.forEach((photo, i) =>
        photo.things.forEach((thing, index) => {
          if (!isIn(thing, photo)) return;
          count++;
          hits += Number(matched[i].has(index));
        }),
      );
      return [name, hits / count];
    }),
  );
}

function calibrationOf(photos: readonly AnnotatedPhoto[], found: readonly Detections[]) {
  const bins = Array.from({ length: 10 }, () => ({ count: 0, score: 0, right: 0 }));
  photos.forEach(({ things }, i) => {
    const matches = matchThings(found[i], things);
    found[i].scores.forEach((score, row) => {
      const bin = bins[Math.min(9, Math.floor(score * 10))];
      bin.count++;
      bin.score += score;
      bin.right += Number(matches[row] >= 0);
    });
  });
  return bins.map(({ count, score, right }) => ({
    count,
    score: score / count,
    right: right / count,
  }));
}

function share({ box }: Thing, { width, height }: AnnotatedPhoto): number {
  return boxArea(box) / (width * height);
}

function atLeast(found: Detections, least: number): Detections {
  const rows = [...found.scores.keys()].filter((row) => found.scores[row] >= least);
  return takeDetections(found, rows);
}

function truthOf({ things }: AnnotatedPhoto) {
  return {
    boxes: Float64Array.from(things.flatMap(({ box }) => boxToXywh(box))),
    areas: things.map(({ box }) => boxArea(box)),
    classes: Int32Array.from(things, ({ classId }) => classId),
    crowd: new Uint8Array(things.length),
  };
}

function xywhDetections({ boxes, scores, classes }: Detections) {
  const rows = Array.from(scores, (_, row) => {
    const [x1, y1, x2, y2] = boxes.subarray(4 * row, 4 * row + 4);
    return boxToXywh([x1, y1, x2, y2]);
  });
  return {
    boxes: Float64Array.from(rows.flat()),
    scores: Float64Array.from(scores),
    classes: Int32Array.from(classes),
  };
}
