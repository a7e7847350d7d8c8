import { joinBytes, TurboHoiError } from '@turbo-hoi/core';
import { shapeSize } from '../tensors/tensor-data';
import type { TensorInfo } from '../tensors/tensor-file';
import { storageType } from './storage-types';

/**
 * Encodes a state dict as a pickle (protocol 2): an OrderedDict of contiguous tensors with the storages "0", "1" and so
 * on. `torch.load` with `weights_only` reads it.
 *
 * @throws TurboHoiError `data` for a dtype without a PyTorch storage
 */
export function encodeStateDict(tensors: ReadonlyMap<string, TensorInfo>): Uint8Array {
  const parts: Uint8Array[] = [code('\x80\x02ccollections\nOrderedDict\n)R(')];
  [...tensors].forEach(([name, { dtype, shape }], index) => {
    const type = storageType(dtype);
    if (type === null) {
      throw new TurboHoiError('data', `Tensor "${name}": PyTorch has no storage of ${dtype}.`);
    }
    const strides = shape.map((_, axis) => shapeSize(shape.slice(axis + 1)));
    const [module, storage] = type.split('.');
    parts.push(
      text(name),
      code('ctorch._utils\n_rebuild_tensor_v2\n('),
      code('('),
      text('storage'),
      code(`c${module}\n${storage}\n`),
      text(String(index)),
      text('cpu'),
      integer(shapeSize(shape)),
      code('tQK\0'),
      ...tuple(shape),
      ...tuple(strides),
      // requires_grad, and no hooks.
      code('\x89ccollections\nOrderedDict\n)RtR'),
    );
  });
  parts.push(code('u.'));
  return joinBytes(parts);
}

function tuple(numbers: readonly number[]): Uint8Array[] {
  return [code('('), ...numbers.map(integer), code('t')];
}

function integer(value: number): Uint8Array {
  if (value <= 0x7fffffff) {
    const bytes = new Uint8Array(5);
    bytes[0] = 'J'.charCodeAt(0);
    new DataView(bytes.buffer).setInt32(1, value, true);
    return bytes;
  }
  // LONG1 of eight bytes.
  const bytes = new Uint8Array(10);
  bytes.set([0x8a, 8]);
  new DataView(bytes.buffer).setBigInt64(2, BigInt(value), true);
  return bytes;
}

function text(value: string): Uint8Array {
  const utf8 = new TextEncoder().encode(value);
  const bytes = new Uint8Array(5 + utf8.length);
  bytes[0] = 'X'.charCodeAt(0);
  new DataView(bytes.buffer).setUint32(1, utf8.length, true);
  bytes.set(utf8, 5);
  return bytes;
}

function code(characters: string): Uint8Array {
  return Uint8Array.from(characters, (character) => character.charCodeAt(0));
}
