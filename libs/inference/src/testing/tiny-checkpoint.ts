import { encodeSafetensors } from '@turbo-hoi/weights';
import { tinyDataset, tinyModel } from './tiny-model';

/** A checkpoint whose weights are not those that a model begins with. */
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
  const state = { step: 4, config, dataset: tinyDataset };
  return { model, state, weights: encodeSafetensors(tensors) };
}
