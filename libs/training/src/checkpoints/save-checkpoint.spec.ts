import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadCheckpoint } from '@turbo-hoi/checkpoints/node';
import * as tf from '@tensorflow/tfjs';
import { elementwiseOptimizer } from '../optimizers/elementwise-optimizer';
import { sgdRule } from '../optimizers/sgd';
import { saveCheckpoint } from './save-checkpoint';

const environment = { backend: 'cpu', version: '4.22.0', cores: 2 };

let runDir: string;
beforeEach(async () => void (runDir = await mkdtemp(join(tmpdir(), 'save-checkpoint-'))));
afterEach(async () => {
  tf.disposeVariables();
  await rm(runDir, { recursive: true });
});

it('saves every parameter and the optimizer state, without a leak', async () => {
  const weight: tf.Variable = tf.variable(tf.tensor2d([[600, 0.1]]));
  const mean: tf.Variable = tf.variable(tf.tensor1d([-0, 1e-45]), false);
  const optimizer = elementwiseOptimizer(
    sgdRule({ momentum: 0.5, weightDecay: 0, nesterov: false, decay: 'all' }),
  );
  const learnt = new Map([['fc.weight', weight]]);
  const gradients = new Map([['fc.weight', tf.ones([1, 2])]]);
  optimizer.apply(learnt, gradients, { number: 1, learningRate: 0, gradientScale: null }).commit();
  const source = {
    parameters: new Map([...learnt, ['bn.running_mean', mean]]),
    optimizer,
    info: { step: 600, seed: 3, environment, versions: {}, config: {} },
  };
  const before = tf.memory().numTensors;
  const path = await saveCheckpoint(runDir, source);
  expect(tf.memory().numTensors).toBe(before);
  const read = await loadCheckpoint(path);
  expect(Object.fromEntries(read.parameters)).toEqual({
    'fc.weight': { shape: [1, 2], data: Float32Array.of(600, 0.1) },
    'bn.running_mean': { shape: [2], data: Float32Array.of(-0, 1e-45) },
  });
  expect(Object.fromEntries(read.optimizer)).toEqual({
    'momentum.fc.weight': { shape: [1, 2], data: Float32Array.of(1, 1) },
  });
  expect(read.state).toMatchObject({ step: 600, seed: 3, environment });
  await saveCheckpoint(runDir, { ...source, info: { ...source.info, step: 601 } }, { keep: 1 });
  await expect(loadCheckpoint(path)).rejects.toThrow('there is no such folder');
});
