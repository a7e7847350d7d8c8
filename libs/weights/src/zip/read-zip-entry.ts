import { TurboHoiError } from '@turbo-hoi/core';
import type { ByteSource } from '../source/byte-source';
import { quoted } from '../messages/quoted';
import { crc32 } from '@turbo-hoi/files';
import { DEFLATED, LOCAL_HEADER, STORED, type ZipEntry } from './zip-directory';

/**
 * Decompresses raw deflate data of at most `limit` bytes; throws for more and for damaged data. Node:
 * `zlib.inflateRawSync`.
 */
export type InflateRaw = (bytes: Uint8Array, limit: number) => Uint8Array;

/** Largest compression ratio of deflate; an entry that claims more is a zip bomb. */
const MAX_RATIO = 1032;

/**
 * Reads one file of a zip file and checks its length and checksum.
 *
 * @param limit largest allowed size in bytes, checked before memory is allocated
 * @throws TurboHoiError `data` for a damaged, encrypted or too large entry and for other methods than store and deflate
 */
export async function readZipEntry(
  source: ByteSource,
  entry: ZipEntry,
  limit: number,
  inflate?: InflateRaw,
): Promise<Uint8Array<ArrayBuffer>> {
  const { name, method, packed, size } = entry;
  const fail = (what: string, cause?: unknown): never => {
    throw new TurboHoiError('data', `${source.name}: ${quoted(name)} in it ${what}.`, { cause });
  };
  if (entry.encrypted) fail('is encrypted; decrypt the file first');
  if (size > limit) fail(`has ${size} bytes; expected at most ${limit}`);
  const start = await dataStart(source, entry, fail);
  const bytes = await source.read(start, packed);
  const content = unpack();
  if (content.length !== size) fail(`has ${content.length} bytes, but its entry has size ${size}`);
  if (crc32(content) !== entry.crc) fail('is damaged: its checksum differs');
  return content;

  function unpack(): Uint8Array<ArrayBuffer> {
    if (method === STORED) return bytes;
    if (method !== DEFLATED)
      return fail(`is packed by method ${method}; expected store or deflate`);
    if (!inflate) return fail('is deflated, but no inflate function was given');
    if (size > packed * MAX_RATIO) return fail(`claims ${size} bytes in ${packed}; deflate cannot`);
    if (size === 0) return new Uint8Array(0);
    try {
      const inflated = inflate(bytes, size);
      // Node's buffers may be views of larger ones.
      return inflated.byteLength === inflated.buffer.byteLength
        ? (inflated as Uint8Array<ArrayBuffer>)
        : new Uint8Array(inflated);
    } catch (error) {
      return fail(`cannot be inflated to ${size} bytes: ${(error as Error).message}`, error);
    }
  }
}

async function dataStart(
  source: ByteSource,
  { headerAt }: ZipEntry,
  fail: (what: string) => never,
): Promise<number> {
  const view = new DataView((await source.read(headerAt, 30)).buffer);
  if (view.getUint32(0, true) !== LOCAL_HEADER)
    fail('has no header at the offset in the directory');
  // The local header has its own lengths: PyTorch pads here, so that numbers begin at multiples of 64.
  return headerAt + 30 + view.getUint16(26, true) + view.getUint16(28, true);
}
