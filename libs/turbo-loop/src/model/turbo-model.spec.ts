import { createRng } from '@turbo-hoi/core';
import { expectNoLeak } from '@turbo-hoi/testing';
import * as tf from '@tensorflow/tfjs';
import type { ModelInput } from '../config/model-config';
import { TurboPipeline } from '../pipeline/turbo-pipeline';
import { goldenBatch, goldenModel } from '../testing/golden-model';
import { modelContainer, tinyBatch, tinyConfig, tinyDataset, tinyStage } from '../testing/tiny';
import type { ModelBatch } from './model-batch';

const build = (config: ModelInput = tinyConfig) =>
  new TurboPipeline({
    container: modelContainer(),
    config,
    dataset: tinyDataset,
    rng: createRng(0),
  }).build();

const training = (seed = 1) => ({ training: true, rng: createRng(seed) });

/** The batch with the first `count` rows of people. */
function withPeople(batch: ModelBatch, count: number): ModelBatch {
  const take = <T extends tf.Tensor>(rows: T) =>
    tf.slice(rows, [0, 0].slice(0, rows.rank), [count, -1].slice(0, rows.rank)) as T;
  const { people, valid, hoi, pose } = batch;
  return {
    ...batch,
    people: { boxes: take(people.boxes), imageIndex: take(people.imageIndex) },
    valid: take(valid),
    hoi: {
      labels: take(hoi.labels),
      annotated: take(hoi.annotated),
      offsets: take(hoi.offsets),
      located: take(hoi.located),
    },
    pose: { cells: take(pose.cells), visible: take(pose.visible) },
  };
}

test('overfits one batch', () => {
  const { model } = goldenModel('default');
  const batch = goldenBatch();
  const optimizer = tf.train.adam(0.03);
  const variables = [...model.parameters.trainable().values()];
  const losses = Array.from({ length: 30 }, () => {
    const loss = optimizer.minimize(() => model.loss(batch, training()).total, true, variables)!;
    return loss.dataSync()[0];
  });
  const parts = Object.fromEntries(
    model.loss(batch, training()).parts.map(({ name, value }) => [name, value.dataSync()[0]]),
  );
  expect(losses.at(-1)).toBeLessThan(0.2 * losses[0]);
  expect(parts['stage2.action']).toBeLessThan(0.1);
  // The loss of a uniform heatmap of 8×8 cells is log 64 = 4.2.
  expect(parts['stage2.pose']).toBeLessThan(1);
});

test('training steps leave no tensor behind', () => {
  const { model } = goldenModel('default');
  const batch = goldenBatch();
  const optimizer = tf.train.sgd(1e-3);
  const variables = [...model.parameters.trainable().values()];
  const step = (number: number) =>
    tf.dispose(
      optimizer.minimize(() => model.loss(batch, training(number)).total, true, variables)!,
    );
  step(0);
  for (let number = 1; number <= 3; number++) expectNoLeak(() => step(number));
});

test.each([0, 1])('%d people have a finite loss and gradients', (count) => {
  const { model } = goldenModel('default');
  const batch = withPeople(goldenBatch(), count);
  const { value, grads } = tf.variableGrads(() => model.loss(batch, training()).total);
  expect(Number.isFinite(value.dataSync()[0])).toBe(true);
  for (const gradient of Object.values(grads)) {
    expect(gradient.dataSync().every(Number.isFinite)).toBe(true);
  }
});

test('padding rows alone have only a detection loss', () => {
  const { model } = goldenModel('default');
  const batch = goldenBatch();
  const onlyPadding: ModelBatch = {
    ...batch,
    valid: tf.zerosLike(batch.valid),
    hoi: {
      ...batch.hoi,
      annotated: tf.zerosLike(batch.hoi.annotated),
      located: tf.zerosLike(batch.hoi.located),
    },
    pose: { ...batch.pose, visible: tf.zerosLike(batch.pose.visible) },
  };
  const { total, parts } = model.loss(onlyPadding, training());
  const costs = parts.filter(({ value }) => value.dataSync()[0] !== 0).map(({ name }) => name);
  expect(costs).toEqual(['detection.class', 'detection.box']);
  expect(Number.isFinite(total.dataSync()[0])).toBe(true);
});

test('NaN in an image reaches the loss', () => {
  const { model } = goldenModel('default');
  const batch = goldenBatch();
  const images = tf.where(
    tf.greater(batch.images, 250),
    tf.fill(batch.images.shape, NaN),
    batch.images,
  );
  const { total } = model.loss({ ...batch, images: images as tf.Tensor4D }, training());
  expect(total.dataSync()[0]).toBeNaN();
});

test('the total is the weighted sum of its parts', () => {
  const { model } = goldenModel('default');
  const { total, parts } = model.loss(goldenBatch(), training());
  const sum = parts.reduce((all, { weight, value }) => all + weight * value.dataSync()[0], 0);
  expect(total.dataSync()[0]).toBeCloseTo(sum, 3);
});

describe('dropout', () => {
  const stage = { ...tinyStage(), hoi: { kind: 'explicit', width: 16, dropout: 0.5 } };
  const model = build({
    ...tinyConfig,
    roi: { side: 2 },
    objectBranch: null,
    stages: [stage, stage],
  });
  const batch = tinyBatch(2);
  const loss = (seed: number) => model.loss(batch, training(seed)).total.dataSync()[0];

  it('repeats its masks for equal seeds', () => {
    expect(loss(1)).toBe(loss(1));
    expect(loss(1)).not.toBe(loss(2));
  });
});

test('equal seeds build equal models, independent of other models', () => {
  const weights = (config: ModelInput) => {
    const parameters = build(config).parameters.entries();
    return parameters.get('stages.1.pose.conv_fcn1.weight')!.dataSync();
  };
  expect(weights({ ...tinyConfig, objectBranch: null })).toEqual(weights(tinyConfig));
});
