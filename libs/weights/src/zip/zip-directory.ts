import { TurboHoiError } from '@turbo-hoi/core';
import { quoted } from '../messages/quoted';
import type { ByteSource } from '../source/byte-source';

export const LOCAL_HEADER = 0x04034b50;
export const CENTRAL_HEADER = 0x02014b50;
export const END_RECORD = 0x06054b50;
export const END_RECORD_64 = 0x06064b50;
export const END_LOCATOR_64 = 0x07064b50;
export const STORED = 0;
export const DEFLATED = 8;

/** An entry of the zip file's directory. */
export interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly encrypted: boolean;
  readonly crc: number;
  /** Compressed size in bytes. */
  readonly packed: number;
  /** Uncompressed size in bytes. */
  readonly size: number;
  /** Offset of its local header. */
  readonly headerAt: number;
}

const END_SIZE = 22;
const MAX_COMMENT = 0xffff;
/** Limit before allocation, larger than in any checkpoint. */
const MAX_ENTRIES = 200_000;
const MAX_DIRECTORY = 64 * 1024 * 1024;
/** What the entries may unpack to: this, and this many bytes for each of the file; numbers of a model hardly compress. */
const ALWAYS_ALLOWED = 128 * 1024 * 1024;
const MOST_PER_BYTE = 32;
const IN_EXTRA = 0xffffffff;

/**
 * Reads the directory of a zip file (also of more than 4 GiB).
 *
 * @throws TurboHoiError `data` for a file that is truncated, damaged, split, has two entries of the same name or unpacks to
 *   far more than its own size
 */
export async function readZipDirectory(source: ByteSource): Promise<ReadonlyMap<string, ZipEntry>> {
  const fail = (what: string): never => {
    throw new TurboHoiError('data', `${source.name}: not a valid zip file: ${what}.`);
  };
  const { count, size, start } = await findDirectory(source, fail);
  if (count > MAX_ENTRIES || size > MAX_DIRECTORY) {
    fail(`${count} entries in a directory of ${size} bytes; expected at most ${MAX_ENTRIES}`);
  }
  const bytes = await source.read(start, size);
  const entries = new Map<string, ZipEntry>();
  const most = ALWAYS_ALLOWED + MOST_PER_BYTE * source.size;
  let unpacked = 0;
  let at = 0;
  for (let i = 0; i < count; i++) {
    if (at + 46 > bytes.length) fail(`its directory ends after ${i} of ${count} entries`);
    const view = new DataView(bytes.buffer, at);
    if (view.getUint32(0, true) !== CENTRAL_HEADER) fail(`entry ${i} of the directory is damaged`);
    const nameLength = view.getUint16(28, true);
    const extraLength = view.getUint16(30, true);
    const length = 46 + nameLength + extraLength + view.getUint16(32, true);
    if (at + length > bytes.length) fail(`its directory ends after ${i} of ${count} entries`);
    const entry = parseEntry(view, nameLength, extraLength, fail);
    if (entries.has(entry.name)) fail(`two entries are called ${quoted(entry.name)}`);
    unpacked += entry.size;
    if (unpacked > most) {
      fail(
        `its entries unpack to over ${most} bytes from ${source.size}; is it meant to fill the memory?`,
      );
    }
    entries.set(entry.name, entry);
    at += length;
  }
  return entries;
}

async function findDirectory(source: ByteSource, fail: (what: string) => never) {
  const length = Math.min(source.size, END_SIZE + MAX_COMMENT);
  const tail = await source.read(source.size - length, length);
  const view = new DataView(tail.buffer);
  let at = tail.length - END_SIZE;
  while (at >= 0 && view.getUint32(at, true) !== END_RECORD) at--;
  if (at < 0) return fail('it has no directory at its end; is it truncated?');
  const count = view.getUint16(at + 10, true);
  const size = view.getUint32(at + 12, true);
  const start = view.getUint32(at + 16, true);
  const large = count === 0xffff || size === IN_EXTRA || start === IN_EXTRA;
  if (!large) return { count, size, start };
  const locator = at - 20;
  if (locator < 0 || view.getUint32(locator, true) !== END_LOCATOR_64) {
    return fail('the record of its large directory is missing');
  }
  const record = new DataView((await source.read(uint64(view, locator + 8), 56)).buffer);
  if (record.getUint32(0, true) !== END_RECORD_64) {
    return fail('the record of its large directory is damaged');
  }
  return { count: uint64(record, 32), size: uint64(record, 40), start: uint64(record, 48) };
}

function parseEntry(
  view: DataView,
  nameLength: number,
  extraLength: number,
  fail: (what: string) => never,
): ZipEntry {
  const name = new TextDecoder().decode(
    new Uint8Array(view.buffer, view.byteOffset + 46, nameLength),
  );
  const large = largeFields(view, 46 + nameLength, extraLength);
  // The extra field lists, in this order, those that do not fit into 32 bits.
  const [size, packed, headerAt] = [24, 20, 42].map((offset) => {
    const value = view.getUint32(offset, true);
    return value === IN_EXTRA
      ? (large.shift() ?? fail(`${quoted(name)} has no 64-bit sizes`))
      : value;
  });
  return {
    name,
    method: view.getUint16(10, true),
    encrypted: (view.getUint16(8, true) & 1) === 1,
    crc: view.getUint32(16, true),
    packed,
    size,
    headerAt,
  };
}

function largeFields(view: DataView, start: number, length: number): number[] {
  for (let at = start; at + 4 <= start + length;) {
    const size = view.getUint16(at + 2, true);
    if (at + 4 + size > start + length) return [];
    if (view.getUint16(at, true) === 1) {
      return Array.from({ length: size >> 3 }, (_, i) => uint64(view, at + 4 + 8 * i));
    }
    at += 4 + size;
  }
  return [];
}

function uint64(view: DataView, at: number): number {
  return view.getUint32(at, true) + view.getUint32(at + 4, true) * 2 ** 32;
}
