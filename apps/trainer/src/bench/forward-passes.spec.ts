import { chooseBackend } from '@turbo-hoi/backends/node';
import * as tf from '@tensorflow/tfjs';
import { BENCH_CASES } from './cases/bench-cases';
import { runCase } from './profiled-case';

beforeAll(async () => {
  // Plain JavaScript takes half a minute.
  await chooseBackend({ backend: 'wasm' });
});

test('a profiled pass has the phases of the network, its ops, and leaves no tensor', async () => {
  const run = { size: 'layout-inference', steps: 1, warmup: 0 };
  const before = tf.memory().numTensors;
  const { report, profile } = await runCase(BENCH_CASES['layout-inference'], run, true);
  expect(tf.memory().numTensors).toBe(before);
  const phases = ['stem', 'stage0', 'stage1', 'stage2', 'stage3', 'step'];
  expect(Object.keys(report.milliseconds).sort()).toEqual([...phases].sort());
  expect(report).toMatchObject({ steps: 1, parameters: 879_127 });
  expect(report.trained).toBeUndefined();
  expect(profile!.phases.map(({ name }) => name)).toEqual(expect.arrayContaining(phases));
  expect(profile!.kernels.length).toBeGreaterThan(500);
});
