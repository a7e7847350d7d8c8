import { TurboHoiError } from '@turbo-hoi/core';
import { latin1 } from '../../latin1';
import { otherKind } from '../../sniff/other-kind';
import { SNIFFED_BYTES, sniffFile } from '../../sniff/sniff-file';
import type { MatValue } from '../mat-value';
import { decodeVariable } from './decode-matrix';
import { STORAGE } from '../storage';
import { Elements } from './elements';
import { type MatSource, matSource } from './mat-source';
import { HEADER_BYTES, readMatHeader } from './mat-header';

/** Limit of the inflated bytes of all variables, however large the file. */
const MAX_INFLATED = 2 ** 31 - 1;
/** What any file may inflate to: the 600 × 9,658 cells of a detection file of HICO-DET, all empty, are 371 MB. */
const ALWAYS_ALLOWED = 384 * 2 ** 20;
const MOST_PER_BYTE = 64;

export interface MatOptions {
  /** Name of the file for messages. */
  readonly file?: string;
  /** Inflates zlib data (RFC 1950), and throws rather than give more bytes than the limit. */
  inflate(bytes: Uint8Array, limit: number): Uint8Array;
  /** Bytes that the compressed variables may have together; default: 384 MiB and 64 times the file, 2 GiB at most. */
  readonly maxInflated?: number;
}

/**
 * Reads a MATLAB file of version 5 (`save -v6` or `-v7`; scipy's and Octave's), in the order of its variables.
 *
 * Cells and structs are decoded on demand and hold on to the file's bytes. Doubles stored as bytes are doubles again.
 *
 * @throws TurboHoiError `data` for a damaged file, versions 4 and 7.3, complex numbers, objects and function handles
 */
export function decodeMat(bytes: Uint8Array, options: MatOptions): Map<string, MatValue> {
  const file = options.file ?? 'MAT-file';
  const other = otherKind(bytes.subarray(0, SNIFFED_BYTES), file, 'a MATLAB file');
  if (other !== null && !isMatlab(bytes)) throw other;
  const { littleEndian } = readMatHeader(bytes, file);
  const variables = new Map<string, MatValue>();
  const source = matSource(file, bytes, littleEndian, false);
  const outer = new Elements(source, { step: 'the file' }, HEADER_BYTES, bytes.length);
  let left =
    options.maxInflated ?? Math.min(MAX_INFLATED, ALWAYS_ALLOWED + MOST_PER_BYTE * bytes.length);
  while (!outer.done) {
    outer.next();
    let element = outer;
    if (outer.type === STORAGE.compressed) {
      const inflated = inflate(outer, options, left);
      left -= inflated.bytes.length;
      element = new Elements(inflated, outer.place, 0, inflated.bytes.length);
      element.next();
    }
    const { name, value } = decodeVariable(element, (step) => ({ step }));
    // MATLAB keeps its own notes in a variable without a name.
    if (name === '') continue;
    if (variables.has(name)) outer.fail(`a second variable ${name}`);
    variables.set(name, value);
  }
  return variables;
}

/** Of any version: its header says more. */
function isMatlab(bytes: Uint8Array): boolean {
  const kind = sniffFile(bytes.subarray(0, SNIFFED_BYTES))?.kind;
  return kind === 'mat' || kind === 'hdf5' || /(?:IM|MI)$/.test(latin1(bytes, 0, HEADER_BYTES));
}

function inflate(
  { source, place, start, size }: Elements,
  options: MatOptions,
  limit: number,
): MatSource {
  const { file, littleEndian } = source;
  try {
    const inflated = options.inflate(source.bytes.subarray(start, start + size), limit);
    return matSource(file, inflated, littleEndian, true);
  } catch (error) {
    throw new TurboHoiError(
      'data',
      `${file}: ${place.step}, byte ${start}: a compressed variable does not inflate to at most ${limit} bytes: ${(error as Error).message}`,
      { cause: error },
    );
  }
}
