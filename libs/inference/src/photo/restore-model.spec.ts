import * as tf from '@tensorflow/tfjs';
import { configured, tinyCheckpoint } from '../testing/tiny-checkpoint';
import { noise, tinyDataset } from '../testing/tiny-model';
import { createPredictor } from './create-predictor';
import { restoreModel } from './restore-model';

const detector = {
  propose: async () => ({
    boxes: Float32Array.of(2, 2, 14, 22),
    scores: Float32Array.of(0.9),
    classes: Int32Array.of(0),
  }),
};

test('restores a model from its files that predicts the same', async () => {
  const { model, state, weights } = tinyCheckpoint();
  const restored = restoreModel({ state: JSON.parse(JSON.stringify(state)), weights });
  expect(restored.input).toEqual({ shortSide: 30, longSide: 60 });
  const [before, after] = await Promise.all([
    createPredictor({ model, input: state.config.input, detector, minActionScore: 0 }),
    createPredictor({ ...restored, detector, minActionScore: 0 }),
  ]);
  expect(await after.predict(noise(1))).toEqual(await before.predict(noise(1)));
});

test('target choice and decoding are those of the run', () => {
  const { state, weights } = tinyCheckpoint();
  const fields = { targetChoice: { sigma: 1 }, decoding: { window: 1 } };
  const restored = restoreModel({
    state: { ...state, ...configured({ ...state.config, ...fields }) },
    weights,
  });
  expect(restored).toMatchObject(fields);
});

test('requires the data set for an older state without one', () => {
  const { state, weights } = tinyCheckpoint();
  const older = { ...state, format: 1, dataset: undefined };
  expect(() => restoreModel({ state: older, weights })).toThrow('pass it as "dataset"');
  const { model } = restoreModel({ state: older, weights, dataset: tinyDataset });
  expect(model.dataset).toBe(tinyDataset);
});

test('rejects another data set than that of the run', () => {
  const { state, weights } = tinyCheckpoint();
  const dataset = { ...tinyDataset, objectClasses: ['person', 'bat'] };
  expect(() => restoreModel({ state, weights, dataset })).toThrow(
    'they differ in object classes (2 is "ball" there and "bat" here)',
  );
  expect(() => restoreModel({ state, weights, dataset: { ...tinyDataset } })).not.toThrow();
});

test('rejects weights of another model and leaves nothing in memory', () => {
  const { state, weights } = tinyCheckpoint();
  const config = { ...state.config, stages: state.config.stages.slice(1) };
  const before = tf.memory().numTensors;
  expect(() => restoreModel({ state: { ...state, ...configured(config) }, weights })).toThrow(
    /stages\.2/,
  );
  expect(tf.memory().numTensors).toBe(before);
});

const { state, weights } = tinyCheckpoint();
test.each<[string, unknown, string]>([
  ['no state', null, 'state.json has no format, expected 1 or 2'],
  ['another format', { ...state, format: 3 }, 'state.json has format 3, expected 1 or 2'],
  ['no config', { ...state, config: undefined }, 'state.json: config: got nothing; expected'],
  ['an edited config', { ...state, config: {} }, 'the config in state.json was changed'],
  [
    'a wrong data set',
    { ...state, dataset: { ...tinyDataset, objectClasses: 3 } },
    'state.json: dataset.objectClasses: got 3; expected a list',
  ],
  [
    'weights of another checkpoint',
    { ...state, files: { 'model.safetensors': { bytes: weights.length, sha256: '0' } } },
    'model.safetensors does not have the content that was written',
  ],
])('reports %s', (_, wrong, message) => {
  expect(() => restoreModel({ state: wrong, weights })).toThrow(
    `Cannot use the checkpoint given to restoreModel: ${message}`,
  );
});
