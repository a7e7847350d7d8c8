import { TurboHoiError, unreadable } from '@turbo-hoi/core';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import {
  readJsonEntries,
  type JsonHandlers,
  type JsonReadOptions,
} from '../json/read-json-entries';
import { otherKind } from '../sniff/other-kind';
import { SNIFFED_BYTES } from '../sniff/sniff-file';
import { refusePipe } from './refuse-pipe';

export interface JsonFileOptions extends JsonReadOptions {
  /** Called with the bytes read and the size of the file. */
  onProgress?(done: number, total: number): void;
}

const CHUNK_BYTES = 2 ** 20;

/**
 * Reads a JSON file of any size entry by entry, as `readJsonEntries` does.
 *
 * @throws TurboHoiError `io` for a file that is missing or unreadable, `data` for its content
 */
export async function readJsonFile(
  path: string,
  handlers: JsonHandlers,
  { onProgress, file = path, ...options }: JsonFileOptions = {},
): Promise<ReadonlySet<string>> {
  refusePipe(path);
  const { size: total } = await orUnreadable(path, stat(path));
  const chunks = chunksOf(path, (done) => onProgress?.(done, total));
  try {
    return await readJsonEntries(chunks, handlers, { ...options, file });
  } catch (error) {
    if (!(error instanceof TurboHoiError) || error.kind !== 'data') throw error;
    throw otherKind(await firstBytes(path), file, 'JSON') ?? error;
  }
}

async function firstBytes(path: string): Promise<Uint8Array> {
  for await (const chunk of createReadStream(path, { end: SNIFFED_BYTES - 1 })) {
    return chunk as Uint8Array;
  }
  return new Uint8Array(0);
}

async function* chunksOf(
  path: string,
  onProgress: (done: number) => void,
): AsyncGenerator<Uint8Array> {
  const stream = createReadStream(path, { highWaterMark: CHUNK_BYTES });
  const chunks = (stream as AsyncIterable<Uint8Array>)[Symbol.asyncIterator]();
  try {
    for (let done = 0; ;) {
      const next = await orUnreadable(path, chunks.next());
      if (next.done) return;
      yield next.value;
      onProgress((done += next.value.length));
    }
  } finally {
    stream.destroy();
  }
}

function orUnreadable<T>(path: string, reading: Promise<T>): Promise<T> {
  return reading.catch((error) => {
    throw unreadable(path, error);
  });
}
