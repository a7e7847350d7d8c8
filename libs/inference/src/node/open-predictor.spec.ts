import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Detector, DetectorContext } from '@turbo-hoi/core';
import * as tf from '@tensorflow/tfjs';
import { configured, tinyCheckpoint } from '../testing/tiny-checkpoint';
import { noise, tinyDataset } from '../testing/tiny-model';
import { createPredictor } from './create-predictor';
import { openPredictor } from './open-predictor';

const folder = mkdtempSync(join(tmpdir(), 'turbo-hoi-runs-'));
const run = join(folder, 'run');
const newest = join(run, 'checkpoints', 'step-1000000');
const { model, state, weights } = tinyCheckpoint();

const detector: Detector = {
  propose: async () => ({
    boxes: Float32Array.of(2, 2, 14, 22),
    scores: Float32Array.of(0.9),
    classes: Int32Array.of(0),
  }),
};

beforeAll(() => {
  writeCheckpoint(join(run, 'checkpoints', 'step-999999'), 'of an older step', weights);
  writeCheckpoint(newest, JSON.stringify(state), weights);
  mkdirSync(join(run, 'checkpoints', '.tmp-1-abc'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function writeCheckpoint(path: string, content: string, model: Uint8Array): string {
  mkdirSync(path, { recursive: true });
  writeFileSync(join(path, 'state.json'), content);
  writeFileSync(join(path, 'model.safetensors'), model);
  return path;
}

test('opens the newest checkpoint of a run and predicts the same as the model', async () => {
  const { input } = state.config;
  const before = await createPredictor({ model, input, detector, minActionScore: 0 });
  for (const path of [run, newest]) {
    const hoi = await openPredictor({ run: path, detector, minActionScore: 0 });
    expect(hoi.trained.at(-1)).toMatchObject({ part: 'model', trainedOn: 'data set tiny' });
    expect(await hoi.predict(noise(1))).toEqual(await before.predict(noise(1)));
    hoi.dispose();
  }
});

test("creates a detector for the run's class names", async () => {
  const make = jest.fn<Detector, [DetectorContext]>(() => detector);
  const warn = jest.fn();
  const hoi = await openPredictor({ run, detector: make, warn });
  expect(make).toHaveBeenCalledWith(expect.objectContaining({ dataset: tinyDataset, warn }));
  hoi.dispose();
});

test("uses the run's detector by default, unless it needs annotations", async () => {
  await expect(openPredictor({ run })).rejects.toMatchObject({
    kind: 'usage',
    message: expect.stringContaining('was trained on annotated boxes'),
  });
  const boxes = join(folder, 'boxes.json');
  const entry = { file_name: 'a.png', category_id: 1, bbox: [1, 1, 20, 22], score: 0.9 };
  writeFileSync(boxes, JSON.stringify([entry]));
  const config = { ...state.config, detector: { kind: 'file', file: boxes } };
  const own = writeCheckpoint(
    join(folder, 'own'),
    JSON.stringify({ ...state, ...configured(config) }),
    weights,
  );
  const hoi = await openPredictor({ run: own });
  const { detections } = await hoi.predict(noise(1), { fileName: 'a.png' });
  expect(detections).toMatchObject([{ label: 'person', score: expect.closeTo(0.9, 5) }]);
  hoi.dispose();
});

test("looks for the weights of the run's own detector in the folder of the run", async () => {
  const config = { ...state.config, detector: { kind: 'small-faster-rcnn', output: 'detections' } };
  const trained = join(folder, 'trained');
  const step = join(trained, 'checkpoints', 'step-000001');
  writeCheckpoint(step, JSON.stringify({ ...state, ...configured(config) }), weights);
  for (const path of [trained, step]) {
    const hoi = await openPredictor({ run: path });
    expect(hoi.trained[0]).toMatchObject({ part: 'detector', trainedOn: 'data set tiny' });
    await expect(hoi.predict(noise(1))).rejects.toThrow(
      join(trained, 'detector', 'weights.safetensors'),
    );
    hoi.dispose();
  }
});

const damages: [string, () => string, string][] = [
  ['an absent run', () => join(folder, 'absent'), 'absent does not exist; expected a run folder'],
  ['a folder without a checkpoint', () => folder, 'holds no checkpoint; expected a run folder'],
  [
    'a torn state',
    () => writeCheckpoint(join(folder, 'torn'), '{"config', weights),
    'torn: state.json is not JSON',
  ],
  [
    'a flipped bit',
    () => {
      const flipped = Uint8Array.from(weights);
      flipped[flipped.length - 2] ^= 1;
      return writeCheckpoint(join(folder, 'flipped'), JSON.stringify(state), flipped);
    },
    'model.safetensors does not have the content that was written',
  ],
  [
    'missing weights',
    () => {
      const path = writeCheckpoint(join(folder, 'missing'), JSON.stringify(state), weights);
      rmSync(join(path, 'model.safetensors'));
      return path;
    },
    'model.safetensors is missing',
  ],
  [
    'another format version',
    () => {
      const content = JSON.stringify({ ...state, format: 3 });
      return writeCheckpoint(join(folder, 'newer'), content, weights);
    },
    'newer: state.json has format 3, expected 1 or 2. Read it with the version of turbo-hoi',
  ],
  [
    'a config that was edited',
    () => {
      const config = { ...state.config, name: 'other' };
      return writeCheckpoint(join(folder, 'edited'), JSON.stringify({ ...state, config }), weights);
    },
    'edited: the config in state.json was changed after it was written',
  ],
];

test.each(damages)('reports %s and leaves nothing in memory', async (_, path, message) => {
  const before = tf.memory().numTensors;
  await expect(openPredictor({ run: path(), detector })).rejects.toThrow(message);
  expect(tf.memory().numTensors).toBe(before);
});

test('leaves nothing in memory if the detector cannot be created', async () => {
  const before = tf.memory().numTensors;
  const broken = () => {
    throw new Error('no detector');
  };
  await expect(openPredictor({ run, detector: broken })).rejects.toThrow('no detector');
  expect(tf.memory().numTensors).toBe(before);
});
