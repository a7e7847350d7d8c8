import { encodeSafetensors } from '@turbo-hoi/weights';
import * as tf from '@tensorflow/tfjs';
import { noise, tinyDataset, tinyModel } from '../testing/tiny-model';
import { createPredictor } from './create-predictor';
import { restoreModel } from './restore-model';

const detector = {
  propose: async () => ({
    boxes: Float32Array.of(2, 2, 14, 22),
    scores: Float32Array.of(0.9),
    classes: Int32Array.of(0),
  }),
};

/** A checkpoint whose weights are not those that a model begins with. */
function checkpoint() {
  const model = tinyModel();
  const tensors = new Map(
    [...model.parameters.entries()].map(([name, variable]) => [
      name,
      {
        dtype: 'F32' as const,
        shape: [...variable.shape],
        data: Float32Array.from(variable.dataSync(), (value) => value + 0.01),
      },
    ]),
  );
  model.parameters.load(tensors);
  const input = { shortSide: 30, longSide: 60 };
  const state = { step: 4, config: { ...model.config, input, name: 'tiny', training: {} } };
  return { model, state, weights: encodeSafetensors(tensors) };
}

test('a model restored from its files predicts as it did', async () => {
  const { model, state, weights } = checkpoint();
  const restored = restoreModel({
    state: JSON.parse(JSON.stringify(state)),
    weights,
    dataset: tinyDataset,
  });
  expect(restored.input).toEqual({ shortSide: 30, longSide: 60 });
  const [before, after] = await Promise.all([
    createPredictor({ model, input: state.config.input, detector, minActionScore: 0 }),
    createPredictor({ ...restored, detector, minActionScore: 0 }),
  ]);
  expect(await after.predict(noise(1))).toEqual(await before.predict(noise(1)));
});

test('weights of another model are refused and nothing stays in memory', () => {
  const { state, weights } = checkpoint();
  const config = { ...state.config, stages: state.config.stages.slice(1) };
  const before = tf.memory().numTensors;
  expect(() => restoreModel({ state: { config }, weights, dataset: tinyDataset })).toThrow(
    /stages\.2/,
  );
  expect(tf.memory().numTensors).toBe(before);
});

test('a state without a config is none', () => {
  const { weights } = checkpoint();
  expect(() => restoreModel({ state: {}, weights, dataset: tinyDataset })).toThrow(
    "expected the content of a checkpoint's state.json",
  );
});
