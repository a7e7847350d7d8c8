import { TurboHoiError } from '@turbo-hoi/core';
import { quoted } from '../messages/quoted';
import { DTYPE_CODECS, isTensorDtype } from '../tensors/dtype-codec';
import { shapeSize, type TensorDtype } from '../tensors/tensor-data';

/** Position of a tensor's bytes, relative to the end of the header. */
export interface TensorEntry {
  readonly name: string;
  readonly dtype: TensorDtype;
  readonly shape: readonly number[];
  readonly begin: number;
  readonly end: number;
}

export interface SafetensorsHeader {
  /** In the order of the file; they cover the bytes after the header without gap or overlap. */
  readonly entries: readonly TensorEntry[];
  readonly metadata: Readonly<Record<string, string>>;
  /** Offset of the tensors' bytes in the file. */
  readonly dataStart: number;
}

// Limit of the reference implementation.
const MAX_HEADER_BYTES = 100_000_000;
/** Braces, brackets and quotes; a tensor has 13. Ten times as many tensors as the largest files have. */
const MAX_TOKENS = 1_300_000;
// Longer ones are shortened in messages.
const SHOWN_NUMBERS = 8;

/**
 * Reads and checks the header.
 *
 * @param bytes the file, or a part from its start that contains the header
 * @param fileSize size of the whole file in bytes
 * @throws TurboHoiError `data` for any violation of the format
 */
export function parseSafetensorsHeader(
  bytes: Uint8Array,
  fileSize = bytes.length,
): SafetensorsHeader {
  const length = headerLength(bytes);
  if (8 + length > bytes.length) {
    throw malformed(`the header needs ${8 + length} bytes, got ${bytes.length}; it is truncated`);
  }
  const { __metadata__: written, ...fields } = parseJson(bytes.subarray(8, 8 + length));
  // The reference implementation reads null, too.
  const metadata = written ?? {};
  if (!isObject(metadata) || !Object.values(metadata).every((v) => typeof v === 'string')) {
    throw malformed('"__metadata__" must map names to strings');
  }
  const entries = Object.entries(fields)
    .map(([name, field]) => parseEntry(name, field))
    .sort((a, b) => a.begin - b.begin || a.end - b.end);
  checkCoverage(entries, fileSize - 8 - length);
  return { entries, metadata: metadata as Record<string, string>, dataStart: 8 + length };
}

/** Length of the header, from the first 8 bytes. */
export function headerLength(bytes: Uint8Array): number {
  if (bytes.length < 8) {
    throw malformed(`${bytes.length} bytes are too few for a file; it is truncated`);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = Number(view.getBigUint64(0, true));
  if (length > MAX_HEADER_BYTES) {
    throw malformed(`the header length is ${length} bytes; this is another kind of file`);
  }
  return length;
}

function parseJson(bytes: Uint8Array): Record<string, unknown> {
  checkTokens(bytes);
  let header: unknown;
  try {
    header = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    throw malformed('the header is not JSON; this is another kind of file', error);
  }
  if (!isObject(header)) throw malformed('the header is not a JSON object');
  return header;
}

/** Parsed JSON takes up to 50 times the memory of its text, most of it for objects, arrays and keys. */
function checkTokens(bytes: Uint8Array): void {
  let tokens = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte === 0x7b || byte === 0x5b || byte === 0x22) tokens++;
  }
  if (tokens > MAX_TOKENS) {
    throw malformed(
      `the header has ${tokens} braces, brackets and quotes; expected at most ${MAX_TOKENS}, those of 100,000 tensors`,
    );
  }
}

function parseEntry(name: string, field: unknown): TensorEntry {
  const at = `tensor ${quoted(name)}`;
  if (!isObject(field)) throw malformed(`${at} is not described by an object`);
  const { dtype, shape, data_offsets: offsets } = field;
  if (!isTensorDtype(dtype)) {
    const known = Object.keys(DTYPE_CODECS).join(', ');
    throw malformed(`${at} has dtype ${shown(dtype)}; readable: ${known}`);
  }
  if (!isCounts(shape)) throw malformed(`${at} has the shape ${shown(shape)}`);
  if (!isCounts(offsets) || offsets.length !== 2) {
    throw malformed(`${at} has the data_offsets ${shown(offsets)}`);
  }
  const [begin, end] = offsets;
  const expected = shapeSize(shape) * DTYPE_CODECS[dtype].bytes;
  if (end - begin !== expected) {
    throw malformed(`${at}: ${dtype} ${shown(shape)} takes ${expected} bytes, got ${end - begin}`);
  }
  return { name, dtype, shape, begin, end };
}

function checkCoverage(entries: readonly TensorEntry[], available: number): void {
  let covered = 0;
  for (const { name, begin, end } of entries) {
    if (begin < covered) throw malformed(`tensor ${quoted(name)} overlaps the previous one`);
    if (begin > covered)
      throw malformed(`${begin - covered} unused bytes before tensor ${quoted(name)}`);
    covered = end;
  }
  if (covered > available) {
    throw malformed(`the tensors take ${covered} bytes, got ${available}; it is truncated`);
  }
  if (covered < available) throw malformed(`${available - covered} unused bytes at the end`);
}

/** A value of the header for a message: it may be long, nested or no JSON at all. */
function shown(value: unknown): string {
  if (typeof value === 'string') return quoted(value);
  if (!Array.isArray(value))
    return typeof value === 'object' && value ? 'an object' : String(value);
  const parts = value
    .slice(0, SHOWN_NUMBERS)
    .map((item) => (Array.isArray(item) ? '[…]' : shown(item)));
  return `[${parts.join(',')}${value.length > SHOWN_NUMBERS ? `,… ${value.length} in all` : ''}]`;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isCounts(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((n) => Number.isSafeInteger(n) && n >= 0);
}

function malformed(what: string, cause?: unknown): TurboHoiError {
  return new TurboHoiError('data', `Not a valid safetensors file: ${what}.`, { cause });
}
