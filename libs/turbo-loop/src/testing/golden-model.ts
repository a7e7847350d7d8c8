import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRng, type DatasetInfo, type ParameterValue } from '@turbo-hoi/core';
import { decodeSafetensors, type SafetensorsContent } from '@turbo-hoi/weights';
import * as tf from '@tensorflow/tfjs';
import type { ModelInput } from '../config/model-config';
import type { ModelBatch } from '../model/model-batch';
import type { TurboModel } from '../model/turbo-model';
import { TurboPipeline } from '../pipeline/turbo-pipeline';
import { modelContainer } from './tiny';

/** Reads a file written by tools/golden/turbo-loop.ts or turbo_loop.py. */
export function readGolden(file: string): SafetensorsContent {
  return decodeSafetensors(readFileSync(join(__dirname, '../model/__golden__', file)));
}

/** One of the golden models, of about two thousand parameters; `training`: whether it was run in training mode. */
export function goldenModel(name: string): { model: TurboModel; training: boolean } {
  const { tensors, metadata } = readGolden(`${name}.safetensors`);
  const model = new TurboPipeline({
    container: modelContainer(),
    config: JSON.parse(metadata.config) as ModelInput,
    dataset: JSON.parse(metadata.dataset) as DatasetInfo,
    rng: createRng(0),
  }).build();
  model.parameters.load(tensors as ReadonlyMap<string, ParameterValue>);
  return { model, training: JSON.parse(metadata.training) };
}

/** Two images, four rows of people, the last of them padding, six proposals. */
export function goldenBatch(): ModelBatch {
  const { tensors } = readGolden('batch.safetensors');
  const get = <T extends tf.Tensor>(name: string) => {
    const { dtype, shape, data } = tensors.get(name)!;
    const numbers = Array.from(data as Float32Array);
    return tf.tensor(numbers, [...shape], dtype === 'I32' ? 'int32' : 'float32') as T;
  };
  const rois = (name: string) => ({
    boxes: get<tf.Tensor2D>(`${name}.boxes`),
    imageIndex: get<tf.Tensor1D>(`${name}.imageIndex`),
  });
  return {
    images: get('images'),
    people: rois('people'),
    valid: get('valid'),
    hoi: {
      labels: get('hoi.labels'),
      annotated: get('hoi.annotated'),
      offsets: get('hoi.offsets'),
      located: get('hoi.located'),
    },
    pose: { cells: get('pose.cells'), visible: get('pose.visible') },
    proposals: rois('proposals'),
    detection: {
      classes: get('detection.classes'),
      valid: get('detection.valid'),
      deltas: get('detection.deltas'),
    },
  };
}
