import { TurboHoiError } from '@turbo-hoi/core';
import { decodePickle, type NumericArray, type PickleValue } from '@turbo-hoi/formats';
import type { ByteSource } from '../source/byte-source';
import { makeTensorFile, type TensorEntry } from '../tensors/make-tensor-file';
import { shapeSize, type TensorArray, type TensorDtype } from '../tensors/tensor-data';
import type { TensorFile } from '../tensors/tensor-file';
import { findStateDict } from '../torch/find-tensors';
import { orWholeModel } from '../messages/whole-model';

/** Limit of 32-bit offsets in typed arrays. */
const MAX_BYTES = 4 * 1024 ** 3 - 1;

/** Dtype by array type in memory; half floats are already widened to float32. */
const DTYPES: Readonly<Record<string, TensorDtype>> = {
  Float32Array: 'F32',
  Float64Array: 'F64',
  Int8Array: 'I8',
  Uint8Array: 'U8',
  Int16Array: 'I16',
  Uint16Array: 'U16',
  Int32Array: 'I32',
  Uint32Array: 'U32',
  BigInt64Array: 'I64',
  BigUint64Array: 'U64',
};

/**
 * Opens a pickle of named NumPy arrays: Detectron's (`{'blobs': …}`, of Python 2), detectron2's (`{'model': …}`) or a bare
 * dict. It is read into memory; no code in it is executed.
 *
 * @throws TurboHoiError `data` for a damaged or malicious file and for one without a dict of arrays
 */
export async function openPickledArrays(source: ByteSource): Promise<TensorFile> {
  if (source.size > MAX_BYTES) {
    throw new TurboHoiError(
      'data',
      `${source.name}: ${source.size} bytes; expected at most 4 GiB.`,
    );
  }
  const bytes = await source.read(0, source.size);
  const { name: file } = source;
  const value = orWholeModel(file, () => decodePickle(bytes, { file }));
  const blobs = value instanceof Map ? value.get('blobs') : undefined;
  const { entries: dict, notes } = findStateDict(blobs instanceof Map ? blobs : value, source.name);
  const entries = new Map<string, TensorEntry>();
  for (const [name, item] of dict) {
    if (typeof name === 'string' && isArray(item)) entries.set(name, entryOf(item));
  }
  if (entries.size === 0) {
    throw new TurboHoiError('data', `${source.name}: a pickle without named NumPy arrays.`);
  }
  return makeTensorFile({
    name: source.name,
    format: blobs instanceof Map ? 'pickled blobs (Detectron)' : 'pickled arrays',
    metadata: notes,
    entries,
    close: () => source.close(),
  });
}

function entryOf({ shape, data }: NumericArray): TensorEntry {
  const dtype = DTYPES[data.constructor.name];
  return {
    dtype,
    shape,
    load: async () => ({ dtype, shape, data: data.slice() as TensorArray }),
  };
}

function isArray(value: unknown): value is NumericArray & PickleValue {
  const { shape, data } = (value ?? {}) as Partial<NumericArray>;
  return (
    Array.isArray(shape) &&
    ArrayBuffer.isView(data) &&
    Object.hasOwn(DTYPES, data.constructor.name) &&
    shapeSize(shape) === (data as TensorArray).length
  );
}
