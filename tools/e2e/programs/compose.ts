// The same in TypeScript: types of every library resolve, strictly.
import 'reflect-metadata';
import * as tf from '@tensorflow/tfjs';
import { Container } from 'inversify';
import {
  ATTENTION_MASK,
  ATTENTION_MASKS,
  type AttentionMask,
  createRng,
  definePlugin,
  pluginModule,
} from '@turbo-hoi/core';
import { createSyntheticDataset, syntheticSchema } from '@turbo-hoi/datasets';
import { modelModules, stage, type StageOutput, TurboPipeline } from '@turbo-hoi/turbo-loop';

class HalfMask implements AttentionMask {
  attend(): tf.Tensor4D {
    return tf.fill([1, 1, 1, 1], 0.5);
  }
}

// A custom schema: any implementation of Standard Schema.
const schema = {
  '~standard': { version: 1 as const, vendor: 'own', validate: () => ({ value: {} }) },
};
const half = definePlugin(ATTENTION_MASKS, { kind: 'half', schema, create: () => new HalfMask() });

const container = new Container();
container.load(...modelModules, pluginModule(half));
const data = createSyntheticDataset(
  syntheticSchema.parse({ size: 32, train: 1, validation: 1, test: 1 }),
);
const model = new TurboPipeline({
  container,
  dataset: data.info,
  rng: createRng(0),
  config: { stages: [stage({ mask: { kind: 'half' } }), stage()] },
})
  .stage(2, (child) => child.bind(ATTENTION_MASK).to(HalfMask))
  .build();
const people = {
  boxes: tf.tensor2d([[4, 4, 28, 30]]),
  imageIndex: tf.tensor1d([0], 'int32'),
};
const context = { training: false, rng: createRng(0), valid: null };
const outputs: StageOutput[] = model.stages(
  model.features(tf.zeros([1, 32, 32, 3])),
  people,
  context,
);
for (const { attention } of outputs.slice(1)) {
  if (attention?.dataSync()[0] !== 0.5) throw new Error('the custom mask was not used');
}
console.log('two stages from TypeScript');
