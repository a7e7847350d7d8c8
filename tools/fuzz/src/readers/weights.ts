import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { encodePickle, type PickleValue } from '@turbo-hoi/formats';
import {
  bytesSource,
  decodeSafetensors,
  encodeSafetensors,
  inTurboHoiLayout,
  openTensorFile,
  planImport,
  type TensorData,
  type WeightOrigin,
} from '@turbo-hoi/weights';
import { writeTorch } from '@turbo-hoi/weights/node';
import type { FuzzReader, Seed } from '../seed';
import { CHECKPOINTS } from './checkpoints';

// As large as a parameter of a model, so that the import matches it.
const scale = { shape: [64], data: new Float32Array(64).fill(1) };

const TENSORS = new Map<string, TensorData>([
  ['bn1.weight', { dtype: 'F32', ...scale }],
  ['a.weight', { dtype: 'F32', shape: [2, 2], data: Float32Array.of(1, 2, 3, 4) }],
  ['a.bias', { dtype: 'F16', shape: [3], data: Float32Array.of(1, 0.5, -2) }],
  ['steps', { dtype: 'I64', shape: [], data: BigInt64Array.of(7n) }],
]);

export const safetensorsReader: FuzzReader = {
  name: 'safetensors',
  seeds: () => [
    { ...seed('model', encodeSafetensors(TENSORS, { format: 'pt' })), read: decodeSafetensors },
    seed('model, tensor by tensor', encodeSafetensors(TENSORS, { format: 'pt' })),
  ],
};

export const torchReader: FuzzReader = {
  name: 'torch',
  async seeds(folder) {
    const path = join(folder, 'model.pth');
    const entries = [...TENSORS].map(
      ([name, tensor]) => [name, { ...tensor, load: async () => tensor }] as const,
    );
    await writeTorch(path, new Map(entries));
    const stored = new Uint8Array(readFileSync(path));
    return [
      seed('zip', stored),
      ...Object.entries(CHECKPOINTS).map(([name, bytes]) => seed(name, bytes)),
    ];
  },
};

export const detectronReader: FuzzReader = {
  name: 'detectron',
  seeds: () => {
    const blobs = dict({
      res_conv1_bn_s: scale,
      cls_score_w: { shape: [2, 2], data: Float32Array.of(1, 2, 3, 4) },
      conv1_w: { shape: [1, 3, 1, 1], data: Float32Array.of(1, 2, 3) },
    });
    const model = dict({
      'stem.conv1.norm.weight': scale,
      'roi_heads.box_predictor.cls_score.bias': { shape: [2], data: Float32Array.of(1, 2) },
      'proposal_generator.rpn_head.anchor_deltas.bias': { shape: [24], data: new Float32Array(24) },
    });
    return [
      seed('detectron', encodePickle(dict({ blobs, cfg: 'x' })), 'detectron'),
      seed('detectron2', encodePickle(dict({ model, __author__: 'x' })), 'detectron2'),
    ];
  },
};

function dict(entries: Readonly<Record<string, PickleValue>>): PickleValue {
  return new Map<PickleValue, PickleValue>(Object.entries(entries));
}

function seed(name: string, bytes: Uint8Array, from: WeightOrigin = 'torchvision'): Seed {
  return { name, bytes, json: false, read: (mutated) => readAll(mutated, from) };
}

/** Reads all tensors of a file and imports it. */
async function readAll(bytes: Uint8Array, from: WeightOrigin): Promise<void> {
  const file = await openTensorFile(bytesSource(bytes, 'weights'), (packed, limit) =>
    inflateRawSync(packed, { maxOutputLength: limit }),
  );
  for (const name of file.names) await file.tensor(name);
  const { tensors } = planImport(file, { from, model: 'resnet50' });
  for (const tensor of inTurboHoiLayout(tensors).values()) await tensor.load();
}
