require('reflect-metadata');
const assert = require('node:assert/strict');
const test = require('node:test');
const { checkPlugin } = require('@turbo-hoi/experiment/node');
const plugin = require('@turbo-hoi-examples/mask-temperature').default;

test('trains in a small model, with a learned temperature and a fixed one', async () => {
  await checkPlugin(plugin);
  await checkPlugin(plugin, { temperature: 0.5, learned: false });
});

test('refuses a temperature of 0', async () => {
  await assert.rejects(checkPlugin(plugin, { temperature: 0 }), /mask\.temperature/);
});
