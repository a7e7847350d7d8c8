import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { encodeMat } from '../mat/encode/encode-mat';
import { encodePickle } from '../pickle/encode/encode-pickle';
import { inflate, readMatFile } from './read-mat-file';
import { readPickleFile } from './read-pickle-file';

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'turbo-hoi-formats-'))));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: Uint8Array): string {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}

const numbers = { shape: [1, 5000], data: Float64Array.from({ length: 5000 }, (_, i) => i % 7) };

it('reads a compressed MATLAB file', async () => {
  const path = file('a.mat', encodeMat({ numbers, text: 'a' }, { deflate: deflateSync }));
  const variables = await readMatFile(path);
  expect(variables.get('numbers')).toEqual({ kind: 'numeric', ...numbers });
  expect(variables.get('text')).toEqual({ kind: 'text', text: 'a' });
});

it('reads a pickle, whole and item by item', async () => {
  const path = file('a.pkl', encodePickle([1, 'b', numbers]));
  expect(await readPickleFile(path)).toEqual([1, 'b', numbers]);
  const items: unknown[] = [];
  expect(await readPickleFile(path, { onItem: (item) => items.push(item) })).toEqual([]);
  expect(items).toEqual([1, 'b', numbers]);
});

describe.each([
  ['readMatFile', readMatFile],
  ['readPickleFile', (path: string) => readPickleFile(path)],
])('%s', (_, read) => {
  it('names a file that is missing, a folder, and an empty file', async () => {
    const missing = join(folder, 'missing');
    await expect(read(missing)).rejects.toMatchObject({
      kind: 'io',
      message: /missing: cannot be/,
    });
    await expect(read(folder)).rejects.toMatchObject({ kind: 'io' });
    const empty = file('empty', new Uint8Array(0));
    await expect(read(empty)).rejects.toMatchObject({ kind: 'data', message: /empty: / });
  });
});

describe('inflate', () => {
  const matrix = encodeMat({ numbers }).subarray(128);

  it.each([
    ['what it claims', matrix],
    ['more than it claims', Buffer.concat([matrix, Buffer.alloc(100_000, 1)])],
    ['less than it claims', matrix.subarray(0, 100)],
    ['no matrix', Buffer.from('text')],
    ['nothing', Buffer.alloc(0)],
  ])('returns all bytes of %s', (_, bytes) => {
    expect(Buffer.from(inflate(deflateSync(bytes), 1e6)).equals(bytes)).toBe(true);
  });

  it('rejects data beyond the memory limit', () => {
    expect(() => inflate(deflateSync(Buffer.alloc(5000)), 4999)).toThrow(/larger than 4999 bytes/);
    expect(inflate(deflateSync(Buffer.alloc(5000)), 5000)).toHaveLength(5000);
  });
});
