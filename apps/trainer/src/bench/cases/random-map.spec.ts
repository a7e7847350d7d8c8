import * as tf from '@tensorflow/tfjs';
import { createRunContainer } from '@turbo-hoi/experiment/node';
import { createRng, pluginModule } from '@turbo-hoi/core';
import { SYNTHETIC_INFO } from '@turbo-hoi/datasets';
import { TurboPipeline } from '@turbo-hoi/turbo-loop';
import { randomMap } from './random-map';

test('the map is the same for every batch and freed with the model', async () => {
  const container = await createRunContainer([]);
  container.load(pluginModule(randomMap));
  const config = { stem: { kind: 'random-map', channels: 4, stride: 8 }, objectBranch: null };
  const rng = createRng(0);
  const before = tf.memory().numTensors;
  const model = new TurboPipeline({ container, config, dataset: SYNTHETIC_INFO, rng }).build();
  const images = tf.zeros<tf.Rank.R4>([2, 16, 24, 3]);
  const [first, second] = [1, 2].map(() => tf.tidy(() => model.features(images)));
  expect(first.shape).toEqual([2, 2, 3, 4]);
  expect(second.arraySync()).toEqual(first.arraySync());
  tf.dispose([images, first, second]);
  model.dispose();
  expect(tf.memory().numTensors).toBe(before);
});
