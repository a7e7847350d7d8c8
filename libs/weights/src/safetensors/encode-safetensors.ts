import { TurboHoiError } from '@turbo-hoi/core';
import { DTYPE_CODECS, isTensorDtype } from './dtype-codec';
import { type TensorData, shapeSize } from './tensor-data';

/** Each tensor starts at a multiple of its number's size, and the first at a multiple of this. */
const ALIGNMENT = 8;

/**
 * Writes named tensors in the safetensors format: u64 header length, JSON header, numbers.
 *
 * Equal tensors and metadata give equal bytes, the same ones as Hugging Face's own writer.
 *
 * @throws TurboHoiError `data` for a tensor whose array does not fit its dtype or shape
 */
export function encodeSafetensors(
  tensors: ReadonlyMap<string, TensorData>,
  metadata?: Readonly<Record<string, string>>,
): Uint8Array {
  // Largest numbers first keeps every tensor aligned without gaps.
  const ordered = [...tensors].sort(
    ([a, { dtype: left }], [b, { dtype: right }]) =>
      rank(right, b) - rank(left, a) || (a < b ? -1 : 1),
  );
  const parts = ordered.map(([name, tensor]) => encodeTensor(name, tensor));
  const header = encodeHeader(ordered, parts, metadata);
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 8 + header.length));
  new DataView(bytes.buffer).setBigUint64(0, BigInt(header.length), true);
  bytes.set(header, 8);
  let offset = 8 + header.length;
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.length;
  }
  return bytes;
}

const DTYPE_ORDER = Object.keys(DTYPE_CODECS);

function rank(dtype: unknown, name: string): number {
  if (isTensorDtype(dtype)) return DTYPE_ORDER.indexOf(dtype);
  throw new TurboHoiError(
    'data',
    `Tensor "${name}": dtype ${JSON.stringify(dtype)} cannot be written; use one of ${DTYPE_ORDER.join(', ')}.`,
  );
}

function encodeTensor(name: string, { dtype, shape, data }: TensorData): Uint8Array {
  rank(dtype, name);
  const { array, encode } = DTYPE_CODECS[dtype];
  if (name === '__metadata__') {
    throw new TurboHoiError(
      'data',
      'A tensor cannot be called "__metadata__": the format reserves it.',
    );
  }
  if (data.constructor.name !== array.name) {
    throw new TurboHoiError(
      'data',
      `Tensor "${name}": ${dtype} is held in ${array.name}, got ${data.constructor.name}.`,
    );
  }
  if (data.length !== shapeSize(shape)) {
    throw new TurboHoiError(
      'data',
      `Tensor "${name}": shape [${shape}] has ${shapeSize(shape)} places, got ${data.length} numbers.`,
    );
  }
  return encode(data);
}

function encodeHeader(
  tensors: readonly (readonly [string, TensorData])[],
  parts: readonly Uint8Array[],
  metadata?: Readonly<Record<string, string>>,
): Uint8Array {
  // Built from entries, since assigning a key `__proto__` to an object would lose it.
  const fields: [string, unknown][] = metadata ? [['__metadata__', metadata]] : [];
  let offset = 0;
  tensors.forEach(([name, { dtype, shape }], i) => {
    const end = offset + parts[i].length;
    fields.push([name, { dtype, shape, data_offsets: [offset, end] }]);
    offset = end;
  });
  const json = new TextEncoder().encode(
    `{${fields.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`)}}`,
  );
  const header = new Uint8Array(Math.ceil(json.length / ALIGNMENT) * ALIGNMENT).fill(0x20);
  header.set(json);
  return header;
}
