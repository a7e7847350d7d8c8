import { TurboHoiError } from '@turbo-hoi/core';
import { DTYPE_CODECS, isTensorDtype } from '../tensors/dtype-codec';
import { shapeSize } from '../tensors/tensor-data';
import type { TensorInfo } from '../tensors/tensor-file';

/** Alignment of the first tensor; each tensor starts at a multiple of its element size. */
const ALIGNMENT = 8;

const DTYPE_ORDER = Object.keys(DTYPE_CODECS);

/** The start of a file, and the order of the tensors after it. */
export interface SafetensorsLayout<T extends TensorInfo> {
  /** Length and header. */
  readonly start: Uint8Array;
  readonly ordered: readonly (readonly [name: string, tensor: T])[];
  /** Size of the whole file in bytes. */
  readonly size: number;
}

/**
 * Lays out a file: tensors by descending element size, which keeps every tensor aligned without gaps, then by name.
 *
 * @throws TurboHoiError `data` for a dtype or a name that the format does not allow
 */
export function layOutSafetensors<T extends TensorInfo>(
  tensors: ReadonlyMap<string, T>,
  metadata?: Readonly<Record<string, string>>,
): SafetensorsLayout<T> {
  const ordered = [...tensors].sort(
    ([a, { dtype: left }], [b, { dtype: right }]) =>
      rank(right, b) - rank(left, a) || (a < b ? -1 : 1),
  );
  // Built from entries, since assigning a key `__proto__` to an object would lose it.
  const fields: [string, unknown][] = metadata ? [['__metadata__', metadata]] : [];
  let offset = 0;
  for (const [name, { dtype, shape }] of ordered) {
    rank(dtype, name);
    if (name === '__metadata__') {
      throw new TurboHoiError(
        'data',
        'A tensor cannot be called "__metadata__": the format reserves it.',
      );
    }
    const end = offset + shapeSize(shape) * DTYPE_CODECS[dtype].bytes;
    fields.push([name, { dtype, shape, data_offsets: [offset, end] }]);
    offset = end;
  }
  const json = new TextEncoder().encode(
    `{${fields.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`)}}`,
  );
  const length = Math.ceil(json.length / ALIGNMENT) * ALIGNMENT;
  const start = new Uint8Array(8 + length).fill(0x20);
  new DataView(start.buffer).setBigUint64(0, BigInt(length), true);
  start.set(json, 8);
  return { start, ordered, size: start.length + offset };
}

function rank(dtype: unknown, name: string): number {
  if (isTensorDtype(dtype)) return DTYPE_ORDER.indexOf(dtype);
  throw new TurboHoiError(
    'data',
    `Tensor "${name}": dtype ${JSON.stringify(dtype)} cannot be written; use one of ${DTYPE_ORDER.join(', ')}.`,
  );
}
