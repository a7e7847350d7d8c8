import { createRng } from '@turbo-hoi/core';
import { expectClose, expectNoLeak } from '@turbo-hoi/testing';
import * as tf from '@tensorflow/tfjs';
import type { ModelInput } from '../config/model-config';
import { TurboPipeline } from '../pipeline/turbo-pipeline';
import { modelContainer, tinyBatch, tinyConfig, tinyDataset, tinyStage } from '../testing/tiny';
import type { TurboModel } from './turbo-model';

const training = () => ({ training: true, rng: createRng(5) });

/** Dropout, running statistics and gradients through both messages, in two stages. */
function model(recompute: boolean, config: Partial<ModelInput> = {}): TurboModel {
  const stage = {
    ...tinyStage(),
    hoi: { kind: 'explicit', width: 16, dropout: 0.5, standardize: true },
    poseToHoiGradient: 1,
    hoiToPoseGradient: 0.5,
    recompute,
  };
  return new TurboPipeline({
    container: modelContainer(),
    config: { ...tinyConfig, stages: [stage, stage], ...config },
    dataset: tinyDataset,
    rng: createRng(0),
  }).build();
}

/** Loss, gradients by name, and running statistics after two steps' forward and backward passes. */
function outcome(model: TurboModel) {
  const batch = tinyBatch(2);
  const variables = [...model.parameters.trainable().values()];
  const pass = () => tf.variableGrads(() => model.loss(batch, training()).total, variables);
  tf.dispose(pass().grads);
  const { value, grads } = pass();
  const numbers = new Map([['loss', value.dataSync()]]);
  for (const [name, variable] of model.parameters.entries()) {
    const tensor = variable.trainable ? grads[variable.name] : variable;
    if (tensor) numbers.set(name, tensor.dataSync());
  }
  return numbers;
}

test.each([
  ['stages with weights of their own', {}],
  ['shared stages', { shareStages: true }],
])('%s have the same loss, gradients and statistics', (_, config) => {
  const [kept, again] = [false, true].map((recompute) => outcome(model(recompute, config)));
  expect([...again.keys()].sort()).toEqual([...kept.keys()].sort());
  expect([...kept.keys()].some((name) => name.endsWith('running_mean'))).toBe(true);
  for (const [name, expected] of kept) {
    expectClose(again.get(name)!, expected, { absolute: 1e-6, relative: 1e-5 });
  }
});

test('hold fewer bytes when the gradient begins', () => {
  const held = (recompute: boolean) => {
    const built = model(recompute);
    const batch = tinyBatch(2);
    let bytes = 0;
    tf.dispose(
      tf.variableGrads(() => {
        const before = tf.memory().numBytes;
        const { total } = built.loss(batch, training());
        bytes = tf.memory().numBytes - before;
        return total;
      }).grads,
    );
    built.dispose();
    return bytes;
  };
  expect(held(true)).toBeLessThan(0.85 * held(false));
});

test('do not leak', () => {
  const built = model(true);
  const batch = tinyBatch(2);
  const variables = [...built.parameters.trainable().values()];
  const pass = () => {
    const { value, grads } = tf.variableGrads(() => built.loss(batch, training()).total, variables);
    return [value, ...Object.values(grads)];
  };
  tf.dispose(pass());
  expectNoLeak(pass);
});
