import { joinBytes } from '@turbo-hoi/core';
import { STORAGE } from '../storage';
import type { MatInput } from '../mat-input';
import { MatSink } from './mat-sink';
import {
  checkMatName,
  checkMatSize,
  headSize,
  matrixSize,
  matShape,
  writeCellHead,
  writeMatrix,
} from './matrix-writer';

const HEADER_BYTES = 128;
const TEXT = 'MATLAB 5.0 MAT-file, written by turbo-hoi';
const CHUNK_BYTES = 1 << 16;

export interface EncodeMatOptions {
  /** Compresses to zlib data (RFC 1950), as `save -v7` does; absent: as `save -v6`. */
  deflate?(bytes: Uint8Array): Uint8Array;
}

/**
 * Writes a MATLAB file of version 5.
 *
 * @throws TurboHoiError `data` for names that MATLAB does not have, shapes that do not fit, fields that differ
 */
export function encodeMat(
  variables: Readonly<Record<string, MatInput>>,
  { deflate }: EncodeMatOptions = {},
): Uint8Array {
  const parts = [header()];
  for (const [name, input] of Object.entries(variables)) {
    checkMatName(name);
    const size = matrixSize(input, name);
    const sink = new MatSink(size);
    writeMatrix(sink, input, size, name);
    if (deflate === undefined) {
      parts.push(sink.bytes);
      continue;
    }
    const packed = deflate(sink.bytes);
    const tag = new MatSink(8);
    tag.tag(STORAGE.compressed, packed.length);
    parts.push(tag.bytes, packed);
  }
  return joinBytes(parts);
}

/**
 * A file of one cell array that never lies in memory as a whole, in pieces, for detection files of millions of cells.
 *
 * @param cell gives the cell of a linear index, column by column; it is asked twice, for the sizes come first
 */
export function* matCellArray(
  name: string,
  shape: readonly number[],
  cell: (index: number) => MatInput,
): Generator<Uint8Array> {
  checkMatName(name);
  const sizes = matShape(shape);
  const count = sizes.reduce((product, size) => product * size, 1);
  const head = headSize(name, sizes.length);
  let size = head;
  for (let i = 0; i < count; i++) size += matrixSize(cell(i));
  checkMatSize(size);
  yield header();
  let sink = new MatSink(CHUNK_BYTES);
  writeCellHead(sink, sizes, size, name);
  for (let i = 0; i < count; i++) {
    const input = cell(i);
    const bytes = matrixSize(input);
    if (bytes > sink.left) {
      yield sink.filled;
      sink = new MatSink(Math.max(CHUNK_BYTES, bytes));
    }
    writeMatrix(sink, input, bytes);
  }
  yield sink.filled;
}

function header(): Uint8Array {
  const sink = new MatSink(HEADER_BYTES);
  sink.raw(new Uint8Array(124).fill(0x20));
  sink.uint16(0x0100);
  sink.ascii('IM');
  sink.bytes.set(new TextEncoder().encode(TEXT));
  // Eight bytes that point at data of MATLAB's own; zeros: there are none.
  sink.bytes.fill(0, 116, 124);
  return sink.bytes;
}
