import { TurboHoiError } from '@turbo-hoi/core';
import type { ObjectPickleValue } from '@turbo-hoi/formats';
import type { ByteSource } from '../source/byte-source';
import { DTYPE_CODECS } from '../tensors/dtype-codec';
import { makeTensorFile, type TensorEntry } from '../tensors/make-tensor-file';
import type { TensorArray } from '../tensors/tensor-data';
import type { TensorFile } from '../tensors/tensor-file';
import { findStateDict, shownKey } from './find-tensors';
import { quoted } from '../messages/quoted';
import { StorageBudget } from './storage-budget';
import { gather } from '../tensors/tensor-view';
import { asTensor, type StorageReference } from './torch-objects';

interface TorchParts {
  readonly source: ByteSource;
  /** The unpickled value. */
  readonly value: ObjectPickleValue;
  readonly format: string;
  /** Checks that the file has this storage, and returns a function that reads its bytes. */
  storage(reference: StorageReference): () => Promise<Uint8Array<ArrayBuffer>>;
}

/** A tensor file from an unpickled checkpoint. */
export function torchTensorFile({ source, value, format, storage }: TorchParts): TensorFile {
  const { entries: dict, notes } = findStateDict(value, source.name);
  const readNumbers = lastStorage();
  const entries = new Map<string, TensorEntry>();
  const budget = new StorageBudget(source.name);
  for (const [name, item] of dict) {
    if (typeof name !== 'string') continue;
    const tensor = asTensor(item, `${source.name}: ${quoted(name)}`);
    if (tensor === null) continue;
    const { dtype } = tensor.storage;
    const readBytes = storage(tensor.storage);
    budget.spend(tensor);
    entries.set(name, {
      dtype,
      shape: tensor.shape,
      async load() {
        const numbers = await readNumbers(tensor.storage, readBytes);
        const { offset } = tensor.storage;
        const view = { ...tensor, offset: tensor.offset + offset };
        return { dtype, shape: tensor.shape, data: gather(numbers, view) };
      },
    });
  }
  if (entries.size === 0) {
    const keys = [...dict.keys()].slice(0, 5).map(shownKey);
    throw new TurboHoiError(
      'data',
      `${source.name}: no named tensors in it; its keys are ${keys.join(', ') || 'none'}. Save a state dict.`,
    );
  }
  return makeTensorFile({
    name: source.name,
    format,
    metadata: notes,
    entries,
    close: () => source.close(),
  });
}

/** Caches the last storage, since tensors that share one are usually adjacent. */
function lastStorage() {
  let kept: { key: string; numbers: Promise<TensorArray> } | null = null;
  return ({ key, dtype }: StorageReference, read: () => Promise<Uint8Array<ArrayBuffer>>) => {
    const id = `${dtype} ${key}`;
    if (kept?.key !== id) {
      const numbers = read().then((bytes) => DTYPE_CODECS[dtype].decode(bytes.buffer));
      kept = { key: id, numbers };
    }
    return kept.numbers;
  };
}
