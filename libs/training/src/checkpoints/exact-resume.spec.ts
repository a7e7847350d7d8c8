import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { latestCheckpoint, loadCheckpoint } from '@turbo-hoi/checkpoints/node';
import { createRng } from '@turbo-hoi/core';
import { Container } from 'inversify';
import { selectPlugin } from '@turbo-hoi/core';
import { TinyModel, tinyRun } from '../testing/tiny-run';
import { train } from '../loop/train';
import { OPTIMIZERS } from '../optimizers/optimizer';
import { makeTensors } from '../tensors/tensor-values';
import { trainingModule } from '../training.module';
import { restoreOptimizer } from './restore-optimizer';
import { saveCheckpoint } from './save-checkpoint';

const environment = { backend: 'cpu', version: '4.22.0', cores: 1 };

/** Simulates a new process with a new model and optimizer; returns the losses by step. */
async function session(
  runDir: string,
  kind: string,
  accumulate: number,
  stopAfter: number,
): Promise<Map<number, number>> {
  const container = new Container();
  container.load(trainingModule);
  const optimizer = selectPlugin(container, OPTIMIZERS, { kind }, 'optimizer').create({});
  const model = new TinyModel(createRng(1));
  const latest = await latestCheckpoint(runDir);
  if (latest) {
    const { parameters, optimizer: remembered } = await loadCheckpoint(latest.path);
    for (const [name, value] of makeTensors(parameters)) model.entries.get(name)?.assign(value);
    restoreOptimizer(optimizer, remembered);
  }
  const losses = new Map<number, number>();
  const stop = new AbortController();
  await train({
    ...tinyRun(model, optimizer, 20),
    accumulate,
    start: latest?.step,
    signal: stop.signal,
    onStep: ({ step, loss }) => {
      losses.set(step, loss);
      if (step === stopAfter) stop.abort();
    },
    checkpoint: async (step) => {
      const info = { step, seed: 7, environment, versions: {}, config: {} };
      await saveCheckpoint(runDir, { parameters: model.entries, optimizer, info });
    },
  });
  optimizer.dispose();
  model.dispose();
  return losses;
}

it.each([
  ['sgd', 1],
  ['adam', 1],
  ['sgd', 3],
])(
  '%s in %d micro-steps: an interrupted run repeats every loss bit by bit',
  async (kind, accumulate) => {
    const folder = await mkdtemp(join(tmpdir(), 'resume-'));
    const run = (name: string, stopAfter: number) =>
      session(join(folder, name), kind, accumulate, stopAfter);
    try {
      const straight = await run('straight', Infinity);
      expect(straight.size).toBe(20);
      const resumed = new Map<number, number>();
      for (const stopAfter of [3, 4, 13, Infinity]) {
        const losses = await run('interrupted', stopAfter);
        for (const [step, loss] of losses) resumed.set(step, loss);
      }
      expect([...resumed]).toEqual([...straight]);
    } finally {
      await rm(folder, { recursive: true });
    }
  },
);
