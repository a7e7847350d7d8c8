import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readJsonFile } from './read-json-file';

let folder: string;
beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'turbo-hoi-'))));
afterEach(() => rm(folder, { recursive: true }));

const ignore = () => undefined;

describe('readJsonFile', () => {
  it('reads a file of several chunks and reports progress', async () => {
    const path = join(folder, 'long.json');
    const text = JSON.stringify(Array.from({ length: 300_000 }, (_, i) => i));
    await writeFile(path, text);
    const [sum, progress] = [{ value: 0 }, [] as number[]];
    await readJsonFile(
      path,
      { '[]': (value) => (sum.value += value as number) },
      { onProgress: (done, total) => progress.push(done / total) },
    );
    expect(sum.value).toBe((299_999 * 300_000) / 2);
    expect(progress).toEqual([expect.any(Number), 1]);
  });

  it('names the file in errors', async () => {
    const missing = readJsonFile(join(folder, 'none.json'), {});
    await expect(missing).rejects.toMatchObject({
      kind: 'io',
      message: expect.stringContaining('none.json: cannot be read (ENOENT'),
    });
    await expect(readJsonFile(folder, {})).rejects.toMatchObject({ kind: 'io' });
    await writeFile(join(folder, 'bad.json'), '[1,');
    await expect(readJsonFile(join(folder, 'bad.json'), { '[]': ignore })).rejects.toMatchObject({
      kind: 'data',
      message: expect.stringMatching(/bad\.json: is truncated/),
    });
  });
});
