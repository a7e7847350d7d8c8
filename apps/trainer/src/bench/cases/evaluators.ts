import { readFile } from 'node:fs/promises';
import { actionVocabulary, type ActionSpec } from '@turbo-hoi/core';
import { LayoutEvaluator } from '@turbo-hoi/evaluation';
import { scoreBoxFiles, scoreKeypointFiles } from '@turbo-hoi/evaluation/node';
import type { EvaluationFiles, EvaluationPaths } from './evaluator-case';
import { randomBoxes, randomPoses } from './random-coco';
import { randomRelations, type RelationImage } from './random-relations';

/** An evaluator, the data that it is timed on, and its original. */
export interface BenchEvaluator {
  readonly about: string;
  readonly files: () => EvaluationFiles;
  /** Reads the files and returns the AP in 0..1. */
  readonly evaluate: (paths: EvaluationPaths) => Promise<number>;
  /** Name of the original, and the package that it is in. */
  readonly original: string;
  readonly package: string;
}

/** V-COCO's and HICO-DET's official evaluators are no packages, so that they are not among the originals. */
export const EVALUATORS = {
  'keypoint-ap': {
    about: 'keypoint AP of 500 images, with reading files',
    files: () => randomPoses(500),
    evaluate: async ({ truth, results }) =>
      (await scoreKeypointFiles({ groundTruth: truth, detections: results })).stats[0],
    original: 'pycocotools',
    package: 'pycocotools',
  },
  'box-ap': {
    about: 'box AP of 200 images and 80 classes, with reading files',
    files: () => randomBoxes(200),
    evaluate: async ({ truth, results }) =>
      (await scoreBoxFiles({ groundTruth: truth, detections: results })).stats[0],
    original: 'pycocotools',
    package: 'pycocotools',
  },
  'layout-ap': {
    about: 'role AP over all pairs of 500 layouts, with reading files',
    files: () => randomRelations(500),
    evaluate: roleAp,
    original: 'NumPy',
    package: 'numpy',
  },
} satisfies Record<string, BenchEvaluator>;

export type EvaluatorName = keyof typeof EVALUATORS;

interface RelationTruth {
  readonly actions: readonly ActionSpec[];
  readonly seen: readonly (readonly number[])[];
}

async function roleAp(paths: EvaluationPaths): Promise<number> {
  const read = async <T>(path: string) => JSON.parse(await readFile(path, 'utf8')) as T;
  const { actions, seen } = await read<RelationTruth>(paths.truth);
  const evaluator = new LayoutEvaluator(actionVocabulary(actions), {
    seen: (column, category) => seen[column].includes(category),
  });
  for (const { truth, found } of await read<RelationImage[]>(paths.results)) {
    evaluator.add(
      {
        boxes: Float32Array.from(truth.boxes.flat()),
        classes: Int32Array.from(truth.classes),
        triplets: Int32Array.from(truth.triplets.flat()),
      },
      {
        boxes: Float32Array.from(found.boxes.flat()),
        classes: Int32Array.from(found.classes),
        scores: Float32Array.from(found.scores),
        people: Int32Array.from(found.people),
        pairs: {
          person: Int32Array.from(found.pairs, ([person]) => person),
          object: Int32Array.from(found.pairs, ([, object]) => object),
          scores: Float32Array.from(found.pairScores.flat()),
        },
      },
    );
  }
  return evaluator.result().role.mean! / 100;
}
