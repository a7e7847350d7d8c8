import {
  ATTENTION_MASKS,
  createRng,
  definePlugin,
  pluginModule,
  type RgbImage,
} from '@turbo-hoi/core';
import { createSyntheticDataset, syntheticSchema } from '@turbo-hoi/datasets';
import { Predictor } from '@turbo-hoi/inference';
import { modelModules, TurboPipeline } from '@turbo-hoi/turbo-loop';
import * as tf from '@tensorflow/tfjs';
import { Container } from 'inversify';
import { z } from 'zod';

const half = definePlugin(ATTENTION_MASKS, {
  kind: 'half',
  schema: z.strictObject({}),
  create: () => ({ attend: () => tf.fill<tf.Rank.R4>([1, 1, 1, 1], 0.5) }),
});

test('a mask broadcast over people is read back as one per person', async () => {
  const { info } = createSyntheticDataset(syntheticSchema.parse({ size: 32, train: 1 }));
  const container = new Container();
  container.load(...modelModules, pluginModule(half));
  const model = new TurboPipeline({
    container,
    dataset: info,
    rng: createRng(0),
    config: { stages: [{ mask: { kind: 'half' } }] },
  }).build();
  const image: RgbImage = { width: 32, height: 32, data: new Uint8Array(3 * 32 * 32) };
  const detections = {
    boxes: Float32Array.of(1, 1, 12, 30, 16, 1, 30, 30),
    scores: Float32Array.of(0.9, 0.8),
    classes: Int32Array.of(0, 0),
  };
  const [{ people, stages }] = await new Predictor(model).predict([
    { imageId: 1, image, detections },
  ]);
  expect(people).toHaveLength(2);
  expect(new Set(stages[1].attention)).toEqual(new Set([0.5]));
  expect(stages[1].attention!.length % 2).toBe(0);
  model.dispose();
});
