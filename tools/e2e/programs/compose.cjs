// Composes a two-stage loop with a mask of its own: what a user writes who has CommonJS.
require('reflect-metadata');
const tf = require('@tensorflow/tfjs');
const { Container } = require('inversify');
const core = require('@turbo-hoi/core');
const { createSyntheticDataset, syntheticSchema } = require('@turbo-hoi/datasets');
const { modelModules, stage, TurboPipeline } = require('@turbo-hoi/turbo-loop');

const half = { attend: () => tf.fill([1, 1, 1, 1], 0.5) };

const container = new Container();
container.load(...modelModules);
const dataset = createSyntheticDataset(
  syntheticSchema.parse({ size: 32, train: 1, validation: 1, test: 1 }),
);
const model = new TurboPipeline({
  container,
  dataset: dataset.info,
  rng: core.createRng(0),
  config: { stages: [stage(), stage()] },
})
  .stage(2, (child) => child.bind(core.ATTENTION_MASK).toConstantValue(half))
  .build();
const people = { boxes: tf.tensor2d([[4, 4, 28, 30]]), imageIndex: tf.tensor1d([0], 'int32') };
const context = { training: false, rng: core.createRng(0), valid: null };
const outputs = model.stages(model.features(tf.zeros([1, 32, 32, 3])), people, context);
if (outputs.length !== 3) throw new Error(`got ${outputs.length} stages, expected 0 to 2`);
if (outputs[2].attention.dataSync()[0] !== 0.5) throw new Error('the own mask was not used');
console.log('two stages from require');
