require('reflect-metadata');
const assert = require('node:assert/strict');
const test = require('node:test');
const { checkPlugin } = require('@turbo-hoi/experiment/node');
const { plugins } = require('@turbo-hoi-examples/dataset-semaphore');

const [dataset, metric] = plugins;

test('the data set has images and the metric scores them', async () => {
  await checkPlugin(dataset);
  await checkPlugin(metric);
});

test('the same index is the same image', async () => {
  const { value } = dataset.schema['~standard'].validate({ side: 32 });
  const split = dataset.create(value, {}).split('train');
  assert.deepEqual(await split.sample(3), await split.sample(3));
  assert.notDeepEqual((await split.sample(3)).image.data, (await split.sample(4)).image.data);
});
