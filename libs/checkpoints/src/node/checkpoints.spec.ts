import fs from 'node:fs/promises';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SYNTHETIC_INFO as dataset } from '@turbo-hoi/datasets';
import {
  latestCheckpoint,
  listCheckpoints,
  removeCheckpointsAfter,
  removeLeftovers,
} from './checkpoint-folders';
import { loadCheckpoint, loadParameters } from './load-checkpoint';
import { lockRun, type RunLock } from './lock/run-lock';
import { writeCheckpoint } from './write-checkpoint';

const environment = { backend: 'cpu', version: '4.22.0', cores: 2 };
const config = { stages: [{ mask: { kind: 'none' } }], training: { steps: 9 } };
const withoutActions = { ...dataset, actions: { ...dataset.actions, actions: [] } };

let runDir: string;
let lock: RunLock;

beforeEach(async () => {
  runDir = await mkdtemp(join(tmpdir(), 'checkpoints-'));
  lock = lockRun(runDir);
});
afterEach(async () => {
  lock.release();
  jest.restoreAllMocks();
  await rm(runDir, { recursive: true });
});

const stored = (shape: number[], ...values: number[]) => ({
  shape,
  data: async () => Float32Array.from(values),
});

/** A parameter that is learnt and one that is not. */
function source(step: number) {
  return {
    parameters: new Map([
      ['fc.weight', stored([1, 2], step, 0.1)],
      ['bn.running_mean', stored([2], -0, 1e-45)],
    ]),
    optimizer: new Map([['momentum.fc.weight', stored([1, 2], 1, 1)]]),
    info: { step, seed: 3, environment, versions: { node: 'v20' }, config, dataset },
  };
}

const save = (step: number, keep?: number) => writeCheckpoint(runDir, source(step), { keep });
const checkpoints = () => readdir(join(runDir, 'checkpoints'));

it('restores every parameter, the optimizer state and the state of the run', async () => {
  const path = await save(600);
  expect(path).toBe(join(runDir, 'checkpoints', 'step-000600'));
  expect((await readdir(path)).sort()).toEqual([
    'model.safetensors',
    'optimizer.safetensors',
    'state.json',
  ]);
  const { parameters, optimizer, state } = await loadCheckpoint(path);
  expect(Object.fromEntries(parameters)).toEqual({
    'fc.weight': { shape: [1, 2], data: Float32Array.of(600, 0.1) },
    'bn.running_mean': { shape: [2], data: Float32Array.of(-0, 1e-45) },
  });
  expect(Object.fromEntries(optimizer)).toEqual({
    'momentum.fc.weight': { shape: [1, 2], data: Float32Array.of(1, 1) },
  });
  expect(state).toMatchObject({ format: 2, step: 600, seed: 3, samplerPosition: 600 });
  expect(state).toMatchObject({ environment, versions: { node: 'v20' }, config, dataset });
});

it('reads the model without the optimizer state', async () => {
  const path = await save(600);
  const { parameters, state } = await loadCheckpoint(path);
  await rm(join(path, 'optimizer.safetensors'));
  expect(await loadParameters(path)).toEqual({ parameters, state });
});

it('reads a checkpoint that was written before data sets were in it', async () => {
  const path = await save(7);
  await edit(path, (state) => ({ ...state, format: 1, dataset: undefined }));
  const { state } = await loadCheckpoint(path);
  expect(state).toMatchObject({ format: 1, step: 7 });
  expect(state.dataset).toBeUndefined();
});

it('keeps the last ones', async () => {
  for (const step of [1, 2, 3, 10]) await save(step, 2);
  expect(await checkpoints()).toEqual(['step-000003', 'step-000010']);
  await save(1_000_000, 1);
  expect(await checkpoints()).toEqual(['step-1000000']);
});

it('never removes the one it wrote, not even before later ones of an abandoned future', async () => {
  await save(8);
  await save(9);
  await save(4, 1);
  expect(await checkpoints()).toEqual(['step-000004']);
});

it('replaces a checkpoint of the same step', async () => {
  const first = await save(5);
  const [before] = [(await loadCheckpoint(first)).state.seed];
  const again = source(5);
  await writeCheckpoint(runDir, { ...again, info: { ...again.info, seed: before + 1 } });
  expect((await loadCheckpoint(first)).state.seed).toBe(before + 1);
  expect(await checkpoints()).toEqual(['step-000005']);
});

it('finds the newest checkpoint and nothing half-written', async () => {
  expect(await latestCheckpoint(runDir)).toBeNull();
  for (const step of [20, 3]) await save(step);
  for (const name of ['.tmp-1-abc', 'step-9', 'step-0000x9', 'step-000099.old']) {
    await fs.mkdir(join(runDir, 'checkpoints', name));
  }
  expect(await latestCheckpoint(runDir)).toMatchObject({ step: 20 });
  await removeLeftovers(lock);
  expect(await checkpoints()).not.toContain('.tmp-1-abc');
  expect(await checkpoints()).toContain('step-000099.old');
  await removeCheckpointsAfter(lock, 3);
  expect((await listCheckpoints(runDir)).map(({ step }) => step)).toEqual([3]);
});

it.each(['model.safetensors', 'optimizer.safetensors', 'state.json'])(
  'leaves nothing of a checkpoint for which there is no space at %s, and the last one',
  async (victim) => {
    await save(1);
    const { open } = fs;
    jest.spyOn(fs, 'open').mockImplementation(async (path, ...rest) => {
      const file = await open(path, ...rest);
      if (String(path).endsWith(victim)) {
        const full = Object.assign(new Error('write ENOSPC'), { code: 'ENOSPC' });
        file.writeFile = async () => Promise.reject(full);
      }
      return file;
    });
    await expect(save(2)).rejects.toMatchObject({
      kind: 'io',
      message: expect.stringMatching(
        /^Cannot write the checkpoint .*step-000002: no space is left .* \(ENOSPC\)\. .*step-000001 is complete\.$/,
      ),
    });
    expect(await checkpoints()).toEqual(['step-000001']);
  },
);

describe('loadCheckpoint', () => {
  const file = (path: string, name: string) => join(path, name);

  it.each<[string, (path: string) => Promise<unknown>, string]>([
    ['a missing folder', (path) => rm(path, { recursive: true }), 'there is no such folder'],
    ['a missing file', (path) => rm(file(path, 'state.json')), 'state.json is missing'],
    [
      'missing weights',
      (path) => rm(file(path, 'model.safetensors')),
      'model.safetensors is missing',
    ],
    [
      'truncated weights',
      (path) => fs.truncate(file(path, 'model.safetensors'), 50),
      'model.safetensors has 50 bytes, expected ',
    ],
    [
      'a flipped bit',
      async (path) => {
        const bytes = await readFile(file(path, 'optimizer.safetensors'));
        bytes[bytes.length - 2] ^= 1;
        await writeFile(file(path, 'optimizer.safetensors'), bytes);
      },
      'optimizer.safetensors does not have the content that was written',
    ],
    ['a torn state', (path) => fs.truncate(file(path, 'state.json'), 20), 'state.json is not JSON'],
    [
      'another format version',
      (path) => edit(path, (state) => ({ ...state, format: 3 })),
      'state.json has format 3, expected 1 or 2. Read it with the version',
    ],
    ['a foreign state', (path) => edit(path, () => ['mine']), 'has no format, expected 1 or 2'],
    [
      'a data set whose columns name no action',
      (path) => edit(path, (state) => ({ ...state, dataset: withoutActions })),
      'state.json: dataset.actions.columns: expected actions that are listed',
    ],
    [
      'a state without a step',
      (path) => edit(path, (state) => ({ ...state, step: undefined })),
      'state.json: step: got nothing; expected a number',
    ],
    [
      'a config that was edited',
      (path) => edit(path, (state) => ({ ...state, config: {} })),
      'the config in state.json was changed',
    ],
  ])('refuses %s, naming path and next step', async (_, damage, message) => {
    const path = await save(7);
    await damage(path);
    await expect(loadCheckpoint(path)).rejects.toMatchObject({
      kind: 'checkpoint',
      message: expect.stringContaining(message),
    });
    await expect(loadCheckpoint(path)).rejects.toThrow(`Cannot use the checkpoint ${path}: `);
  });
});

async function edit(path: string, change: (state: Record<string, unknown>) => unknown) {
  const file = join(path, 'state.json');
  const state = JSON.parse(await readFile(file, 'utf8'));
  await writeFile(file, JSON.stringify(change(state)));
}
