import { createHash } from 'node:crypto';
import { CHECKPOINT_FORMAT, configHash } from '@turbo-hoi/checkpoints';
import { encodeSafetensors } from '@turbo-hoi/weights';
import { tinyDataset, tinyModel } from './tiny-model';

/** A checkpoint whose weights differ from the initial ones. */
export function tinyCheckpoint() {
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
  const detector = { kind: 'annotated' };
  const config = { ...model.config, input, detector, name: 'tiny', training: {} };
  const weights = encodeSafetensors(tensors);
  const sha256 = createHash('sha256').update(weights).digest('hex');
  const state = {
    format: CHECKPOINT_FORMAT,
    step: 4,
    seed: 0,
    samplerPosition: 4,
    environment: { backend: 'cpu', version: '0', cores: 1 },
    versions: {},
    ...configured(config),
    dataset: tinyDataset,
    files: { 'model.safetensors': { bytes: weights.length, sha256 } },
  };
  return { model, state, weights };
}

/** The fields of a state that depend on the config. */
export function configured<Config>(config: Config) {
  return { config, configHash: configHash(config) };
}
