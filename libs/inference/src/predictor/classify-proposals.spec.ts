import type { Detections } from '@turbo-hoi/core';
import type { TurboModel } from '@turbo-hoi/turbo-loop';
import * as tf from '@tensorflow/tfjs';
import { noise, tinyDataset, tinyModel } from '../testing/tiny-model';
import { classifyProposals } from './classify-proposals';
import { Predictor } from './predictor';

const proposals: Detections = {
  boxes: Float32Array.of(2, 2, 14, 22, 3, 2, 14, 22, 16, 4, 30, 23),
  scores: Float32Array.of(0.9, 0.8, 0.7),
  classes: Int32Array.of(-1, -1, -1),
};
const nothing: Detections = {
  boxes: new Float32Array(0),
  scores: new Float32Array(0),
  classes: new Int32Array(0),
};
const options = { score: 0.05, iou: 0.5, limit: 100 };

/** A model with a fixed object branch: a region whose left edge is below 10 is a person, any other a ball 1/10 of its width further right. */
function sureModel(): TurboModel {
  const model = tinyModel({ objectBranch: { blocks: 0, groups: 1 } });
  model.detect = (_, rois) =>
    tf.tidy(() => {
      const left = tf.cast(tf.less(tf.slice(rois.boxes, [0, 0], [-1, 1]), 10), 'float32');
      const logits = tf.concat(
        [tf.zerosLike(left), tf.mul(left, 9), tf.mul(tf.sub(1, left), 9)],
        1,
      );
      const move = tf.tensor1d([0, 0, 0, 0, 1, 0, 0, 0]);
      return {
        classLogits: logits as tf.Tensor2D,
        deltas: tf.mul(tf.onesLike(left), tf.reshape(move, [1, 8])) as tf.Tensor2D,
      };
    });
  return model;
}

const image = { width: 32, height: 24 };

test('classifies, refines and suppresses proposals by the object branch', async () => {
  const map = tf.zeros([2, 6, 8, 6]) as tf.Tensor4D;
  const images = [
    { image, proposals: nothing },
    { image, proposals },
  ];
  const [none, found] = await classifyProposals(sureModel(), map, images, options);
  expect(none.classes).toHaveLength(0);
  expect([...found.classes]).toEqual([0, 1]);
  expect(found.boxes.subarray(0, 4)).toEqual(proposals.boxes.subarray(0, 4));
  // dx of 1 with torchvision's weight of 10 is a tenth of the width.
  expect([...found.boxes.subarray(4)].map((edge) => Math.round(edge * 10) / 10)).toEqual([
    17.4, 4, 31.4, 23,
  ]);
  expect(found.scores[0]).toBeCloseTo(Math.exp(9) / (Math.exp(9) + 2), 4);
});

test('predicts from proposals in a batch with detections', async () => {
  const predictor = new Predictor(sureModel());
  const before = tf.memory().numTensors;
  const [classified, given] = await predictor.predict([
    { imageId: 1, image: noise(1), detections: proposals, proposesOnly: true },
    { imageId: 2, image: noise(2), detections: { ...proposals, classes: Int32Array.of(1, 0, 1) } },
  ]);
  expect([...classified.detections.classes]).toEqual([0, 1]);
  // Box voting of the model's config averages the two proposals of this person.
  expect([...classified.personBoxes]).toEqual([2.5, 2, 14, 22]);
  expect([...given.detections.classes]).toEqual([1, 0, 1]);
  expect(tf.memory().numTensors).toBe(before);
});

test('drops detections below the minimum score', async () => {
  const predictor = new Predictor(sureModel(), {}, { score: 0.9999 });
  const [classified] = await predictor.predict([
    { imageId: 1, image: noise(1), detections: proposals, proposesOnly: true },
  ]);
  expect(classified.detections.classes).toHaveLength(0);
});

test('reports a missing object branch', async () => {
  const model = tinyModel();
  expect(model.dataset).toBe(tinyDataset);
  const detect = new Predictor(model).predict([
    { imageId: 1, image: noise(1), detections: proposals, proposesOnly: true },
  ]);
  await expect(detect).rejects.toMatchObject({
    kind: 'config',
    message: expect.stringContaining('objectBranch'),
  });
});
