import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Detections, Detector, Sample } from '@turbo-hoi/core';
import { TurboModel } from '@turbo-hoi/turbo-loop';
import * as tf from '@tensorflow/tfjs';
import { noise, tinyDataset, tinyModel } from '../testing/tiny-model';
import { createPredictor, type PredictorOptions } from './create-predictor';
import { photoDocumentSchema, photoJsonSchema } from './document-schema';
import { expectedTargets } from './expected-targets';
import { photoDocument } from './photo-document';
import type { PhotoPrediction } from './photo-prediction';

const found: Detections = {
  boxes: Float32Array.of(16, 4, 30, 23, 2, 2, 14, 22, 12, 10, 18, 16, 0, 0, 9, 9),
  scores: Float32Array.of(0.75, 0.875, 0.5, 0.25),
  classes: Int32Array.of(0, 0, 1, 0),
};

/** Detects the same boxes in all images, relative to their size. */
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

test('predicts triplets, best first', async () => {
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

test('resizes the image for the model and returns results in pixels of the photo', async () => {
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

test('drops detections and actions below the minimum scores', async () => {
  const strict = await create({ minScore: 0.8, minActionScore: 1 });
  const { detections, triplets } = await strict.predict(photo);
  expect([detections.length, triplets.length]).toEqual([1, 0]);
});

test('predicts no poses and no triplets for a photo without people', async () => {
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

test('ignores alpha', async () => {
  const data = new Uint8ClampedArray(4 * 32 * 24).fill(255);
  for (let i = 0; i < 32 * 24; i++) data.set(photo.data.subarray(3 * i, 3 * i + 3), 4 * i);
  const predictor = await create();
  const [a, b] = [await predictor.predict(photo), await predictor.predict({ ...photo, data })];
  expect(b).toEqual(a);
});

test('lists the training data of each part', async () => {
  expect((await create()).trained.map(({ part, trainedOn }) => [part, trainedOn])).toEqual([
    ['detector', 'nothing'],
    ['model', 'data set tiny'],
  ]);
});

describe('of a partly untrained model', () => {
  const names = () => {
    const model = tinyModel();
    const all = [...model.parameters.entries().keys()];
    model.dispose();
    return all;
  };
  const predictWithout = async (pattern: RegExp) => {
    const predictor = await create({ untrained: names().filter((name) => pattern.test(name)) });
    const prediction = await predictor.predict(photo);
    return { prediction, trained: predictor.trained.slice(1) };
  };
  const said = ({ stages }: PhotoPrediction) =>
    stages.map(({ poses, triplets }) => [poses !== null, triplets !== null]);

  test('leaves out outputs that depend on untrained parameters and keeps the others unchanged', async () => {
    const whole = await (await create()).predict(photo);
    const { prediction, trained } = await predictWithout(/^stages\.2\.hoi\./);
    expect(said(prediction)).toEqual([
      [true, false],
      [true, true],
      [false, false],
    ]);
    expect(prediction.stages.slice(0, 2)).toEqual(whole.stages.slice(0, 2));
    expect(prediction.poses).toEqual(whole.stages[1].poses);
    expect(prediction.raw.stages[2]).toEqual({
      out: null,
      keypoints: null,
      attention: null,
    });
    expect(trained).toEqual([
      {
        part: 'model',
        trainedOn: 'data set tiny',
        gives: 'keypoints of stages 0, 1, actions and their objects of stage 1',
      },
      {
        part: 'model',
        trainedOn: null,
        untrained: true,
        gives: 'keypoints of stage 2, actions and their objects of stage 2',
      },
    ]);
  });

  test('keeps the actions of a stage whose pose is untrained', async () => {
    const { prediction, trained } = await predictWithout(/^stages\.2\.pose\./);
    expect(said(prediction)[2]).toEqual([false, true]);
    expect(trained[1].gives).toBe('keypoints of stage 2');
  });

  test('leaves out actions and their dependants if the wider box is untrained', async () => {
    const { prediction } = await predictWithout(/^roi\./);
    expect(said(prediction)).toEqual([
      [true, false],
      [false, false],
      [false, false],
    ]);
  });

  test('returns only detections if nothing is trained, without running the model', async () => {
    const features = jest.spyOn(TurboModel.prototype, 'features');
    const { prediction, trained } = await predictWithout(/^stem\./);
    expect(features).not.toHaveBeenCalled();
    features.mockRestore();
    const whole = await (await create()).predict(photo);
    expect(prediction.detections).toEqual(whole.detections);
    expect(prediction.raw.people).toEqual(whole.raw.people);
    expect(said(prediction)).toEqual([
      [false, false],
      [false, false],
      [false, false],
    ]);
    expect([prediction.poses, prediction.triplets]).toEqual([[], []]);
    expect(trained).toEqual([
      {
        part: 'model',
        trainedOn: null,
        untrained: true,
        gives: 'keypoints, actions and their objects',
      },
    ]);
  });

  test('leaves out all stages if their shared weights are untrained', async () => {
    const model = tinyModel({ shareStages: true });
    const predictor = await create({ model, untrained: ['stages.shared.hoi.fc1.weight'] });
    expect(said(await predictor.predict(photo))).toEqual([
      [true, false],
      [false, false],
      [false, false],
    ]);
  });

  test('marks untrained parts in the document', async () => {
    const { prediction, trained } = await predictWithout(/^stem\./);
    const known = { imageId: 1, fileName: 'a.jpg', info: tinyDataset, trained };
    const document = photoDocumentSchema.parse(photoDocument(prediction, known));
    expect(document.trained).toEqual([
      expect.objectContaining({ part: 'model', trained_on: null, untrained: true }),
    ]);
    expect(document.stages[2]).toEqual({ stage: 2, keypoints: null, interactions: null });
  });
});

describe('with a detector that only proposes', () => {
  const proposes = (): Detector => ({ ...detector(), proposesOnly: true });
  const classifying = () => tinyModel({ objectBranch: { kind: 'two-fc', width: 4 } });
  const names = (pattern: RegExp) => {
    const model = classifying();
    const all = [...model.parameters.entries().keys()];
    model.dispose();
    return all.filter((name) => pattern.test(name));
  };

  test('classifies the boxes by the model', async () => {
    const predictor = await create({ model: classifying(), detector: proposes() });
    expect(predictor.trained.map(({ part, gives }) => [part, gives])).toEqual([
      ['detector', 'unclassified proposals'],
      ['model', 'boxes and classes, keypoints, actions and their objects'],
    ]);
  });

  test('classifies the boxes if no stage is trained', async () => {
    const given = { detector: proposes(), minScore: 0 };
    const whole = await create({ ...given, model: classifying() });
    const silent = await create({ ...given, model: classifying(), untrained: names(/^stages\./) });
    const { detections, stages } = await silent.predict(photo);
    expect(detections.length).toBeGreaterThan(0);
    expect(detections).toEqual((await whole.predict(photo)).detections);
    expect(stages.map(({ poses, triplets }) => poses ?? triplets)).toEqual([null, null, null]);
    expect(silent.trained.slice(1)).toEqual([
      { part: 'model', trainedOn: 'data set tiny', gives: 'boxes and classes' },
      expect.objectContaining({ untrained: true, gives: 'keypoints, actions and their objects' }),
    ]);
  });

  test.each([/^stem\./, /^object_branch\./])(
    'rejects a proposing detector if %s is untrained',
    async (part) => {
      const given = { model: classifying(), detector: proposes(), untrained: names(part) };
      await expect(create(given)).rejects.toMatchObject({
        kind: 'config',
        message: expect.stringContaining(
          'would classify them (stem and objectBranch) is untrained',
        ),
      });
    },
  );
});

test('lists no trained part for a model without heads', async () => {
  const stage = { hoi: null, pose: null, mask: { kind: 'none' } };
  const model = tinyModel({ initialPose: null, stages: [stage] });
  const predictor = await create({ model });
  expect(predictor.trained.map(({ part }) => part)).toEqual(['detector']);
  expect((await predictor.predict(photo)).detections).toHaveLength(3);
});

test('decodes the targets of actions above the minimum, or else of the best action of each person', async () => {
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

  test('matches its schema, also after a JSON round trip', async () => {
    const document = await documentOf();
    expect(photoDocumentSchema.parse(JSON.parse(JSON.stringify(document)))).toEqual(document);
    expect(document.stages[0].interactions).toBeNull();
  });

  test('contains boxes as xywh, and its own category ids if classes are not those of COCO', async () => {
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

  test('contains the requested stages', async () => {
    expect((await documentOf([0, 2])).stages.map(({ stage }) => stage)).toEqual([0, 2]);
  });

  test('equals schema/turbo-hoi-prediction.schema.json (written by scripts/write-schema.ts)', () => {
    const file = join(__dirname, '../../schema/turbo-hoi-prediction.schema.json');
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(
      JSON.parse(JSON.stringify(photoJsonSchema())),
    );
  });
});

test('leaves no tensor behind, and disposes model and detector', async () => {
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
