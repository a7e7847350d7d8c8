import {
  actionVocabulary,
  COCO_KEYPOINTS,
  type DatasetInfo,
  type Sample,
  type XyxyBox,
} from '@turbo-hoi/core';
import type { ImagePrediction } from '@turbo-hoi/inference';
import { ShownTriplets } from './shown-triplets';

const info: DatasetInfo = {
  name: 'two',
  actions: actionVocabulary([
    { name: 'hold', roles: ['obj'] },
    { name: 'stand', roles: [] },
  ]),
  keypoints: COCO_KEYPOINTS,
  objectClasses: ['person', 'cup'],
};
const [HOLD, STAND] = [0, 1];
const body: XyxyBox = [0, 0, 40, 100];
const cup: XyxyBox = [40, 40, 60, 60];

const sample = (interactions: Sample['people'][number]['interactions']): Sample => ({
  imageId: 1,
  width: 100,
  height: 100,
  image: { width: 100, height: 100, data: new Uint8Array(0) },
  people: [{ annotationId: 1, box: body, area: 4000, keypoints: null, interactions }],
  objects: [{ annotationId: 2, box: cup, category: 1 }],
});

/** A person who holds the cup with 0.8 and stands with 0.6. */
const prediction: ImagePrediction = {
  imageId: 1,
  detections: {
    boxes: Float32Array.from([...body, ...cup]),
    scores: Float32Array.of(1, 1),
    classes: Int32Array.of(0, 1),
  },
  people: Int32Array.of(0),
  personBoxes: Float32Array.from(body),
  personScores: Float32Array.of(1),
  pairs: { person: Int32Array.of(0), object: Int32Array.of(1) },
  stages: [
    { keypoints: null },
    {
      keypoints: null,
      out: { actions: Float32Array.of(0.9, 0.6) },
      pairs: { actions: Float32Array.of(0.8, 0) },
    },
  ],
} as unknown as ImagePrediction;

function shown(interactions: Sample['people'][number]['interactions']) {
  const counted = new ShownTriplets(info, ({ score }) => score);
  counted.add(sample(interactions), prediction);
  const at = (rank: number) => counted.result().find((one) => Math.abs(one.rank - rank) < 1e-9)!;
  return { low: at(0.5), high: at(0.85) };
}

test('counts triplets and actions from a rank on', () => {
  const { low, high } = shown([
    { column: HOLD, object: 0 },
    { column: STAND, object: null },
  ]);
  expect(low).toEqual({ rank: 0.5, precision: 1, recall: 1, f1: 1, people: 1, alone: 1 });
  expect(high).toMatchObject({ precision: null, recall: 0, f1: 0, people: 0, alone: null });
});

test('what is not annotated is wrong, and nobody knows of people without labels', () => {
  expect(shown([]).low).toMatchObject({ precision: 0, recall: 0, alone: 0 });
  expect(shown(null).low).toMatchObject({ precision: null, alone: null });
});
