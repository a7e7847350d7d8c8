import { COCO_80 } from '@turbo-hoi/core';
import type { DetectionNoise } from './noise-schema';

/** Ends of COCO's super-categories among the 80 classes, without people. */
const GROUP_ENDS = [9, 14, 24, 29, 39, 46, 56, 62, 68, 73, 80];

/** Classes that detectors confuse most, in both directions where both have an entry. */
const CONFUSABLE: Readonly<Record<string, readonly string[]>> = {
  skateboard: ['surfboard', 'snowboard', 'skis'],
  surfboard: ['skateboard', 'snowboard'],
  snowboard: ['skateboard', 'surfboard', 'skis'],
  skis: ['snowboard', 'skateboard'],
  frisbee: ['kite', 'sports ball'],
  'sports ball': ['frisbee', 'apple', 'orange'],
  'baseball bat': ['tennis racket'],
  'tennis racket': ['baseball bat'],
  'cell phone': ['remote'],
  remote: ['cell phone'],
  laptop: ['keyboard', 'tv', 'book'],
  book: ['laptop'],
  cup: ['wine glass', 'bottle', 'bowl'],
  'wine glass': ['cup', 'bottle'],
  bottle: ['cup', 'wine glass'],
  fork: ['knife', 'spoon'],
  knife: ['fork', 'spoon'],
  spoon: ['knife', 'fork'],
  horse: ['cow', 'dog'],
  bicycle: ['motorcycle'],
  motorcycle: ['bicycle'],
  chair: ['couch', 'bench'],
  couch: ['chair', 'bed'],
  bench: ['chair'],
  handbag: ['backpack', 'suitcase'],
  backpack: ['handbag', 'suitcase'],
  suitcase: ['handbag', 'backpack'],
  umbrella: ['kite'],
  kite: ['umbrella'],
  'hot dog': ['sandwich', 'donut'],
  sandwich: ['hot dog', 'pizza'],
  pizza: ['sandwich', 'cake'],
  cake: ['pizza', 'donut'],
  donut: ['cake'],
};

// Share of confusions with a listed class; others are within the super-category.
const LISTED = 0.6;

/**
 * Plausible rates of a detector on photographs, chosen by hand: they are not measured. About 0.9 of the people and 0.77 of the objects of V-COCO are
 * detected, with a box of IoU 0.88 (median).
 */
export const DEFAULT_NOISE: DetectionNoise = {
  version: 1,
  madeBy: 'by hand',
  images: 0,
  person: { recall: [2.85, 0.9], score: { true: { logit: [1.38, 0.5, 0.64] } } },
  object: {
    recall: [2.5, 1],
    score: { true: { logit: [0.94, 0.5, 0.64] } },
    recallOfClass: {},
  },
  jitter: { scale: 0.045, spread: 0.5 },
  falseBoxes: {
    perImage: 0,
    perPerson: 0.25,
    score: [-0.4, 0.35],
    classes: Object.fromEntries(COCO_80.slice(1).map((name) => [name, 1])),
    size: [-1.2, 0.7],
    center: { x: [-0.3, 1.3], y: [-0.1, 1.1] },
  },
  duplicates: { rate: 0.15, score: [-0.5, 0.3] },
  confusions: { rate: 0.05, of: confusionsOf() },
  partPersons: { rate: 0.05, score: [-0.4, 0.35] },
  keypoints: {
    level: 0.45,
    levelSpread: 0.45,
    hiddenFactor: 2,
    gross: 0.04,
    swap: 0.05,
    drop: 0.08,
    lost: 0.04,
    confidence: { visible: [1.5, 0.55], hidden: [0.1, 0.4], gross: [0.3, 0.5] },
  },
};

function confusionsOf(): Record<string, Record<string, number>> {
  const groups = GROUP_ENDS.map((end, i) => COCO_80.slice(GROUP_ENDS[i - 1] ?? 1, end));
  return Object.fromEntries(
    groups.flatMap((group) =>
      group.map((name) => {
        const listed = CONFUSABLE[name] ?? [];
        const others = group.filter((other) => other !== name);
        const weights = new Map<string, number>();
        const add = (names: readonly string[], total: number) => {
          for (const other of names)
            weights.set(other, (weights.get(other) ?? 0) + total / names.length);
        };
        add(listed, LISTED);
        add(others, listed.length > 0 ? 1 - LISTED : 1);
        return [name, Object.fromEntries(weights)];
      }),
    ),
  );
}
