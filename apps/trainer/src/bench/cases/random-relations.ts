import { createRng, type Rng } from '@turbo-hoi/core';
import type { EvaluationFiles } from './evaluator-case';

/** An image in the form of `tools/golden/layout.py`. */
export interface RelationImage {
  readonly truth: {
    /** xyxy. */
    readonly boxes: readonly (readonly number[])[];
    readonly classes: readonly number[];
    /** Person, object, action column. */
    readonly triplets: readonly (readonly [number, number, number])[];
  };
  readonly found: {
    readonly boxes: readonly (readonly number[])[];
    readonly classes: readonly number[];
    readonly scores: readonly number[];
    /** Rows of the detections that are people. */
    readonly people: readonly number[];
    /** Index into `people`, row of a detection. */
    readonly pairs: readonly (readonly [number, number])[];
    /** By pair and column. */
    readonly pairScores: readonly (readonly number[])[];
  };
}

const COLUMNS = 10;
const CLASSES = 10;

/** Layouts with detections near every annotation, and scores that prefer the annotated pairs. */
export function randomRelations(images: number): EvaluationFiles {
  const rng = createRng(3);
  const every = Array.from({ length: CLASSES }, (_, category) => category);
  return {
    truth: {
      actions: Array.from({ length: COLUMNS }, (_, i) => ({ name: `action ${i}`, roles: ['obj'] })),
      seen: Array.from({ length: COLUMNS }, () => every),
    },
    results: Array.from({ length: images }, () => randomImage(rng)),
  };
}

/** About 4 people among 10 detections; those of the annotations have the same rows. */
function randomImage(rng: Rng): RelationImage {
  const count = 6 + rng.int(9);
  const classes = Array.from({ length: count }, (_, i) =>
    i === 0 || rng.chance(0.3) ? 0 : 1 + rng.int(CLASSES - 1),
  );
  const boxes = classes.map(() => randomBox(rng));
  const people = [...classes.keys()].filter((row) => classes[row] === 0);
  const pairs = people.flatMap((row, person) =>
    [...classes.keys()].filter((o) => o !== row).map((o) => [person, o] as const),
  );
  const triplets = pairs.flatMap(([person, object]) =>
    rng.chance(0.1) ? [[people[person], object, rng.int(COLUMNS)] as const] : [],
  );
  const annotated = new Set(triplets.map((triplet) => `${triplet}`));
  // Single precision, in which our evaluator keeps scores.
  const score = (least: number) => Math.fround(rng.uniform(least, 1));
  return {
    truth: { boxes, classes, triplets },
    found: {
      boxes: boxes.map((box) => box.map((value) => value + rng.uniform(-2, 2))),
      classes,
      scores: classes.map(() => score(0.3)),
      people,
      pairs,
      pairScores: pairs.map(([person, object]) =>
        Array.from({ length: COLUMNS }, (_, column) =>
          score(annotated.has(`${[people[person], object, column]}`) ? 0.4 : 0),
        ),
      ),
    },
  };
}

function randomBox(rng: Rng): number[] {
  const [x, y] = [rng.uniform(0, 400), rng.uniform(0, 300)];
  return [x, y, x + rng.uniform(30, 200), y + rng.uniform(30, 150)];
}
