import type { DatasetInfo } from '@turbo-hoi/core';
import type { ImagePrediction } from '../predictor/prediction';
import { tinyDataset } from '../testing/tiny-model';
import { shownDetections } from './shown-detections';

const info: DatasetInfo = { ...tinyDataset, targetClasses: [[], [1], [1]] };
const [HIT_INSTR, HIT_OBJ] = [1, 2];

/** Two people (0, 4) and three balls; a stage that scores pairs. */
function prediction(scores: readonly number[], pairs: readonly Record<number, number>[]) {
  const person = [0, 0, 0, 1, 1, 1];
  const object = [1, 2, 3, 1, 2, 3];
  const raw: ImagePrediction = {
    imageId: 1,
    detections: {
      boxes: new Float32Array(20).fill(1),
      scores: Float32Array.from(scores),
      classes: Int32Array.of(0, 1, 1, 1, 0),
    },
    people: Int32Array.of(0, 4),
    personBoxes: new Float32Array(8).fill(1),
    personScores: Float32Array.of(scores[0], scores[4]),
    pairs: { person: Int32Array.from(person), object: Int32Array.from(object) },
    stages: [
      {
        out: { actions: new Float32Array(6) },
        pairs: {
          actions: Float32Array.from(
            pairs.flatMap((one) => [0, 1, 2].map((column) => one[column] ?? 0)),
          ),
        },
        keypoints: null,
        attention: null,
      },
    ],
  };
  return raw;
}

const none = [{}, {}, {}, {}, {}, {}];
const surely = () => 0.95;

test('keeps all detections up to the limit', () => {
  const raw = prediction([0.9, 0.5, 0.4, 0.3, 0.2], none);
  expect(shownDetections(raw, info, 5, {})).toEqual([0, 1, 2, 3, 4]);
  expect(shownDetections(raw, info, Infinity, {})).toEqual([0, 1, 2, 3, 4]);
});

test('without triplets the surest detections are kept, ascending, the first of equal ones', () => {
  const raw = prediction([0.2, 0.5, 0.5, 0.5, 0.9], none);
  expect(shownDetections(raw, info, 3, {})).toEqual([1, 2, 4]);
  expect(shownDetections(raw, info, 0, {})).toEqual([]);
});

test('a doubtful box that takes part in an action precedes a surer one that does not', () => {
  const pairs = [{}, {}, { [HIT_OBJ]: 0.9 }, {}, {}, {}];
  const raw = prediction([0.9, 0.6, 0.5, 0.1, 0.3], pairs);
  expect(shownDetections(raw, info, 2, {})).toEqual([0, 1]);
  expect(shownDetections(raw, info, 2, { rank: surely })).toEqual([0, 3]);
});

test('so does the person of the triplet', () => {
  const pairs = [{}, {}, {}, {}, {}, { [HIT_INSTR]: 0.9 }];
  const raw = prediction([0.5, 0.4, 0.3, 0.2, 0.1], pairs);
  expect(shownDetections(raw, info, 2, { rank: surely })).toEqual([3, 4]);
});

test('triplets below the minimum score of actions do not count', () => {
  const pairs = [{}, {}, { [HIT_OBJ]: 0.05 }, {}, {}, {}];
  const raw = prediction([0.9, 0.6, 0.5, 0.1, 0.3], pairs);
  expect(shownDetections(raw, info, 2, { rank: surely })).toEqual([0, 1]);
  const low = { rank: surely, minActionScore: 0.01 };
  expect(shownDetections(raw, info, 2, low)).toEqual([0, 3]);
});

test('a stage that recognises no actions leaves the scores of the detections', () => {
  const raw = prediction([0.9, 0.6, 0.5, 0.1, 0.3], none);
  const [stage] = raw.stages;
  const poses = { ...raw, stages: [{ ...stage, out: null, pairs: undefined }] };
  expect(shownDetections(poses, info, 3, {})).toEqual([0, 1, 2]);
});
