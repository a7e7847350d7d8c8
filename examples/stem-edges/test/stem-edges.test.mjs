import 'reflect-metadata';
import assert from 'node:assert/strict';
import test from 'node:test';
import { checkPlugin } from '@turbo-hoi/experiment/node';
import plugin from '@turbo-hoi-examples/stem-edges';

test('trains in a small model', async () => {
  await checkPlugin(plugin);
  await checkPlugin(plugin, { channels: 4, stride: 16 });
});

test('refuses a stride of 0', async () => {
  await assert.rejects(checkPlugin(plugin, { stride: 0 }), /stem\.stride/);
});
