import { TurboHoiError } from '@turbo-hoi/core';
import { type ObjectPickleValue, PERSISTENT_ID, PickledObject } from '@turbo-hoi/formats';
import { STORAGE_TYPES } from './storage-types';
import type { TensorDtype } from '../tensors/tensor-data';
import { quoted } from '../messages/quoted';
import { checkView, type TensorView } from '../tensors/tensor-view';
import {
  REBUILD_PARAMETER,
  REBUILD_PARAMETER_WITH_STATE,
  REBUILD_TENSOR,
  REBUILD_TENSOR_V2,
} from './torch-names';

/** Reference to a view's storage, before its numbers are read. */
export interface StorageReference {
  readonly key: string;
  readonly dtype: TensorDtype;
  /** Number of elements. */
  readonly length: number;
  /** Offset in its root storage: in old files storages may be parts of others. */
  readonly offset: number;
}

/** A tensor as described in a pickle. */
export interface PickledTensor extends TensorView {
  readonly storage: StorageReference;
}

/**
 * The tensor that a pickled object stands for; null for other objects.
 *
 * @throws TurboHoiError `data` for an invalid description or a view beyond its storage
 */
export function asTensor(value: ObjectPickleValue, at: string): PickledTensor | null {
  if (!(value instanceof PickledObject) || value.args === null) return null;
  const { name, args } = value;
  // A parameter wraps its tensor once; a loop, since malicious nesting would overflow the call stack.
  if (name === REBUILD_PARAMETER || name === REBUILD_PARAMETER_WITH_STATE) {
    const [data] = args;
    const inner = data instanceof PickledObject ? data.name : '';
    if (inner === REBUILD_TENSOR || inner === REBUILD_TENSOR_V2) return asTensor(data, at);
    return fail(at, 'a parameter without its tensor');
  }
  if (name !== REBUILD_TENSOR && name !== REBUILD_TENSOR_V2) return null;
  const [reference, offset, shape, strides] = args;
  const storage = asStorage(reference, at);
  if (typeof offset !== 'number' || !isNumbers(shape) || !isNumbers(strides)) {
    return fail(at, 'a tensor without offset, shape and strides');
  }
  const tensor = { storage, offset, shape, strides };
  checkView(tensor, storage.length, at);
  return tensor;
}

/** The dtypes of all storages that a pickle refers to, by key. */
export function storageTypes(root: ObjectPickleValue, at: string): Map<string, TensorDtype> {
  const types = new Map<string, TensorDtype>();
  const seen = new Set<unknown>();
  const waiting: ObjectPickleValue[] = [root];
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
    if (typeof value !== 'object' || value === null || seen.has(value)) continue;
    seen.add(value);
    if (Array.isArray(value)) for (const item of value) waiting.push(item);
    else if (value instanceof Map) for (const item of value.values()) waiting.push(item);
    else if (!(value instanceof PickledObject)) continue;
    else if (value.name !== PERSISTENT_ID) {
      for (const item of value.args ?? []) waiting.push(item);
      waiting.push(value.state);
    } else {
      const { key, dtype } = asStorage(value, at);
      if ((types.get(key) ?? dtype) !== dtype)
        fail(at, `numbers of two types in storage ${quoted(key)}`);
      types.set(key, dtype);
    }
  }
  return types;
}

/** `('storage', torch.FloatStorage, '0', 'cpu', 10)`, in old files with the part of its root storage. */
function asStorage(value: ObjectPickleValue | undefined, at: string): StorageReference {
  const id = value instanceof PickledObject && value.name === PERSISTENT_ID ? value.args![0] : null;
  if (!Array.isArray(id) || id[0] !== 'storage') return fail(at, 'a tensor without its storage');
  const [, type, key, , length, part] = id;
  const name = type instanceof PickledObject ? type.name : String(type);
  const dtype = STORAGE_TYPES.get(name);
  if (dtype === undefined) {
    return fail(
      at,
      `a storage of ${quoted(name)}; readable: ${[...STORAGE_TYPES.keys()].join(', ')}`,
    );
  }
  if (typeof key !== 'string' || !isCount(length)) return fail(at, 'a storage without its size');
  if (part === undefined || part === null) return { key, dtype, length, offset: 0 };
  const [, offset, size] = Array.isArray(part) ? part : [];
  if (!isCount(offset) || !isCount(size))
    return fail(at, 'a part of a storage without its offset and size');
  return { key, dtype, length: size, offset };
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function isNumbers(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'number');
}

function fail(at: string, what: string): never {
  throw new TurboHoiError('data', `${at}: the pickle has ${what}.`);
}
