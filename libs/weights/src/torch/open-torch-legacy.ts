import { TurboHoiError } from '@turbo-hoi/core';
import type { ObjectPickle } from '@turbo-hoi/formats';
import { quoted } from '../messages/quoted';
import type { ByteSource } from '../source/byte-source';
import { DTYPE_CODECS } from '../tensors/dtype-codec';
import type { TensorFile } from '../tensors/tensor-file';
import type { TensorDtype } from '../tensors/tensor-data';
import { shownKey } from './find-tensors';
import { torchTensorFile } from './torch-tensor-file';
import { decodeCheckpoint } from './decode-checkpoint';
import { storageTypes } from './torch-objects';

const MAGIC = 0x1950a86a20f9469cfc6cn;
const PROTOCOL = 1001;
const FIRST_READ = 4 * 1024 * 1024;
const MAX_PICKLES = 256 * 1024 * 1024;

/** `.pth` files of PyTorch before 1.6 begin with these bytes: a pickle of one long integer. */
export function isLegacyTorch(start: Uint8Array): boolean {
  const first = [
    0x80, 0x02, 0x8a, 0x0a, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19,
  ];
  return first.every((byte, i) => start[i] === byte);
}

/**
 * Opens a `.pth` file as `torch.save` wrote it before PyTorch 1.6 (and with `_use_new_zipfile_serialization=False` since):
 * a sequence of pickles, then the storages. No code in it is executed.
 *
 * @throws TurboHoiError `data` for a damaged or malicious file and for one without a dict of tensors
 */
export async function openTorchLegacy(source: ByteSource): Promise<TensorFile> {
  const fail = (what: string): never => {
    throw new TurboHoiError('data', `${source.name}: ${what}.`);
  };
  const { system, object, keys, length } = await readPickles(source);
  if (system instanceof Map && system.get('little_endian') === false) {
    fail('its byte order is big; expected little');
  }
  const places = await findStorages(source, keys, length, storageTypes(object, source.name));
  return torchTensorFile({
    source,
    value: object,
    format: 'PyTorch (before 1.6)',
    storage({ key, dtype, length: count, offset }) {
      const place = places.get(key) ?? fail(`it has no storage ${quoted(key)}`);
      if (offset + count > place.count) {
        fail(`storage ${quoted(key)} has ${place.count} numbers; ${offset + count} are needed`);
      }
      return () => source.read(place.start, place.count * DTYPE_CODECS[dtype].bytes);
    },
  });
}

/** Reads the five pickles, whose lengths are not stored in the file. */
async function readPickles(source: ByteSource) {
  const most = Math.min(source.size, MAX_PICKLES);
  for (let size = Math.min(most, FIRST_READ); ; size = Math.min(most, size * 4)) {
    const bytes = await source.read(0, size);
    try {
      return parsePickles(bytes, source.name);
    } catch (error) {
      // The pickle may be cut off by the read limit, whatever the error is.
      if (size === most) throw error;
    }
  }
}

function parsePickles(bytes: Uint8Array, file: string) {
  let length = 0;
  const next = (): ObjectPickle['value'] => {
    const pickle = decodeCheckpoint(bytes.subarray(length), file);
    length += pickle.length;
    return pickle.value;
  };
  const magic = next();
  const protocol = next();
  if (magic !== MAGIC || protocol !== PROTOCOL) {
    throw new TurboHoiError('data', `${file}: not a checkpoint of PyTorch (another magic number).`);
  }
  const [system, object, keys] = [next(), next(), next()];
  return { system, object, keys, length };
}

/** Finds the position of each storage: its number of elements (8 bytes), then the elements. */
async function findStorages(
  source: ByteSource,
  keys: ObjectPickle['value'],
  start: number,
  types: ReadonlyMap<string, TensorDtype>,
): Promise<Map<string, { start: number; count: number }>> {
  const fail = (what: string): never => {
    throw new TurboHoiError('data', `${source.name}: ${what}; is the file damaged?`);
  };
  const places = new Map<string, { start: number; count: number }>();
  if (!Array.isArray(keys)) return fail('it has no list of storages');
  let at = start;
  for (const key of keys) {
    const dtype = typeof key === 'string' ? types.get(key) : undefined;
    if (typeof key !== 'string' || dtype === undefined || places.has(key)) {
      return fail(`storage ${shownKey(key)} belongs to no tensor or comes twice`);
    }
    const view = new DataView((await source.read(at, 8)).buffer);
    const count = Number(view.getBigInt64(0, true));
    const end = at + 8 + count * DTYPE_CODECS[dtype].bytes;
    if (count < 0 || end > source.size) {
      fail(`storage ${quoted(key)} has ${count} numbers and ends at byte ${end} of ${source.size}`);
    }
    places.set(key, { start: at + 8, count });
    at = end;
  }
  return places;
}
