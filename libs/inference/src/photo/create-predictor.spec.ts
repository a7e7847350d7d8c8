import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Detections, Detector, Sample } from '@turbo-hoi/core';
import * as tf from '@tensorflow/tfjs';
import { noise, tinyDataset, tinyModel } from '../testing/tiny-model';
import { createPredictor, type PredictorOptions } from './create-predictor';
import { photoDocumentSchema, photoJsonSchema } from './document-schema';
import { expectedTargets } from './expected-targets';
import { photoDocument } from './photo-document';

const found: Detections = {
  boxes: Float32Array.of(16, 4, 30, 23, 2, 2, 14, 22, 12, 10, 18, 16, 0, 0, 9, 9),
  scores: Float32Array.of(0.75, 0.875, 0.5, 0.25),
  classes: Int32Array.of(0, 0, 1, 0),
};

/** Finds the same in all images, in units of their width. */
function detector(seen: Sample[] = []): Detector {
  return {
    trainedOn: 'nothing',
    propose: async (sample) => {
      seen.push(sample);
      const by = sample.width / 32;
      return { ...found, boxes: found.boxes.map((side) => side * by) };
    },
  };
}

const create = (more: Partial<PredictorOptions> = {}) =>
  createPredictor({ model: tinyModel(), detector: detector(), minActionScore: 0, ...more });
const photo = noise(1);

test('tells who does what with what, best first', async () => {
  const predictor = await create();
  const { detections, triplets, poses, stages, width, height } = await predictor.predict(photo);
  expect([width, height]).toEqual([32, 24]);
  expect(detections.map(({ label, score }) => [label, score])).toEqual([
    ['person', 0.875],
    ['person', 0.75],
    ['ball', 0.5],
  ]);
  expect(detections[0].box).toEqual([2, 2, 14, 22]);
  expect(stages.map(({ poses, triplets }) => [poses?.length, triplets?.length])).toEqual([
    [2, undefined],
    [2, 2 * 3],
    [2, 2 * 3],
  ]);
  expect(triplets).toBe(stages[2].triplets);
  expect(poses).toBe(stages[2].poses);
  const scores = triplets.map(({ score }) => score);
  expect(scores).toEqual([...scores].sort((a, b) => b - a));
  for (const { action, role, object, person, score, actionScore } of triplets) {
    expect(object === null).toBe(action === 'stand');
    expect(role === null).toBe(action === 'stand');
    expect(object).not.toBe(person);
    expect(score).toBeLessThanOrEqual(detections[person].score * actionScore);
  }
});

test('an image is shown as the model wants it; results are in its own pixels', async () => {
  const seen: Sample[] = [];
  const input = { shortSide: 48, longSide: 100 };
  const predictor = await create({ input, detector: detector(seen) });
  const { detections, poses } = await predictor.predict(photo, { fileName: 'a.jpg', imageId: 3 });
  expect(seen[0]).toMatchObject({
    imageId: 3,
    fileName: 'a.jpg',
    width: 64,
    height: 48,
    fileSize: { width: 32, height: 24 },
  });
  expect(seen[0].image.width).toBe(64);
  expect(detections[0].box).toEqual([2, 2, 14, 22]);
  const [x, y] = poses[0].keypoints;
  expect(x >= 2 && x <= 14 && y >= 2 && y <= 22).toBe(true);
});

test('weak detections and actions do not count', async () => {
  const strict = await create({ minScore: 0.8, minActionScore: 1 });
  const { detections, triplets } = await strict.predict(photo);
  expect([detections.length, triplets.length]).toEqual([1, 0]);
});

test('a photo without anybody has no poses and no triplets', async () => {
  const nobody: Detector = {
    propose: async () => ({
      boxes: new Float32Array(0),
      scores: new Float32Array(0),
      classes: new Int32Array(0),
    }),
  };
  const { detections, poses, triplets } = await (await create({ detector: nobody })).predict(photo);
  expect([detections, poses, triplets]).toEqual([[], [], []]);
});

test('the same pixels with alpha give the same', async () => {
  const data = new Uint8ClampedArray(4 * 32 * 24).fill(255);
  for (let i = 0; i < 32 * 24; i++) data.set(photo.data.subarray(3 * i, 3 * i + 3), 4 * i);
  const predictor = await create();
  const [a, b] = [await predictor.predict(photo), await predictor.predict({ ...photo, data })];
  expect(b).toEqual(a);
});

test('says which part was trained on what', async () => {
  expect((await create()).trained.map(({ part, trainedOn }) => [part, trainedOn])).toEqual([
    ['detector', 'nothing'],
    ['model', 'data set tiny'],
  ]);
});

test('expects the targets of sure actions, or else of the best one of each person', async () => {
  const prediction = await (await create()).predict(photo);
  const all = expectedTargets(prediction, 2, tinyDataset, { minActionScore: 0 });
  expect(all.map(({ person }) => person)).toEqual([0, 0, 1, 1]);
  const best = expectedTargets(prediction, 2, tinyDataset, { minActionScore: 1 });
  expect(best.map(({ person, action }) => [person, /^hit_/.test(action)])).toEqual([
    [0, true],
    [1, true],
  ]);
  expect(best[0].box).toEqual([2, 2, 14, 22]);
  expect(expectedTargets(prediction, 0, tinyDataset)).toEqual([]);
});

describe('the document', () => {
  const documentOf = async (stages?: number[]) => {
    const predictor = await create();
    const prediction = await predictor.predict(photo, { imageId: 7 });
    return photoDocument(prediction, {
      imageId: 7,
      fileName: 'a.jpg',
      info: tinyDataset,
      trained: predictor.trained,
      stages,
    });
  };

  test('is what its schema says, also after it was JSON', async () => {
    const document = await documentOf();
    expect(photoDocumentSchema.parse(JSON.parse(JSON.stringify(document)))).toEqual(document);
    expect(document.stages[0].interactions).toBeNull();
  });

  test('has boxes as xywh, and ids of its own where classes are not those of COCO', async () => {
    const { detections, categories } = await documentOf();
    expect(detections[0]).toEqual({
      id: 0,
      image_id: 7,
      category_id: 1,
      bbox: [2, 2, 12, 20],
      score: 0.875,
    });
    expect(categories).toEqual([
      { id: 1, name: 'person' },
      { id: 2, name: 'ball' },
    ]);
  });

  test('tells of the stages that are asked for', async () => {
    expect((await documentOf([0, 2])).stages.map(({ stage }) => stage)).toEqual([0, 2]);
  });

  test('has the JSON Schema of schema/turbo-hoi-prediction.schema.json (scripts/write-schema.ts writes it)', () => {
    const file = join(__dirname, '../../schema/turbo-hoi-prediction.schema.json');
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(
      JSON.parse(JSON.stringify(photoJsonSchema())),
    );
  });
});

test('leaves no tensor behind, and disposes what it was given', async () => {
  const before = tf.memory().numTensors;
  const dispose = jest.fn();
  const predictor = await createPredictor({
    model: tinyModel(),
    detector: { ...detector(), dispose },
  });
  await predictor.predict(photo);
  predictor.dispose();
  expect(dispose).toHaveBeenCalledTimes(1);
  expect(tf.memory().numTensors).toBe(before);
});
