import { mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCocoIndex } from './open-coco-index';

let folder: string;
let [path, cache] = ['', ''];
let warnings: string[];
let progress: string[];

const file = {
  info: { year: 2017 },
  images: [{ id: 7, file_name: 'a.jpg', width: 64, height: 48 }],
  annotations: [
    { id: 1, image_id: 7, category_id: 1, bbox: [1, 2, 3, 4], area: 12, iscrowd: 0 },
    { id: 2, image_id: 7, category_id: 1, bbox: [1, 2, 0, 4], area: 0, iscrowd: 0 },
  ],
  categories: [{ id: 1, name: 'person' }],
};

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'turbo-hoi-'));
  [path, cache, warnings] = [join(folder, 'instances.json'), join(folder, 'cache'), []];
  await write(file);
});
afterEach(() => rm(folder, { recursive: true }));

/** Long ago, so that its time stamp is reliable. */
async function write(content: object, time = 1000): Promise<void> {
  await writeFile(path, JSON.stringify(content));
  await utimes(path, time, time);
}

function open(options: { skipBad?: boolean; cache?: string; cacheFrom?: number } = {}) {
  progress = [];
  const onProgress = (what: string) => progress.push(what);
  const warn = (line: string) => warnings.push(line);
  return openCocoIndex(path, { cache, cacheFrom: 0, ...options }, { onProgress, warn });
}

const cachedName = async () => (await readdir(cache)).find((name) => name.endsWith('.bin'))!;

describe('openCocoIndex', () => {
  it('reads a file once, then its index', async () => {
    const first = await open();
    expect(progress).toEqual(['hashing instances.json', 'indexing instances.json']);
    const second = await open();
    expect(progress).toEqual([]);
    expect(second.columns).toEqual(first.columns);
    expect(second.annotations(0)).toEqual([
      { id: 1, category: 0, bbox: [1, 2, 3, 4], area: 12, crowd: false, keypoints: null },
    ]);
    expect(await readdir(cache)).toEqual([await cachedName(), 'files']);
  });

  it('warns each time about boxes without extent', async () => {
    await open();
    await open();
    const line = expect.stringMatching(/instances.json: 1 annotations are left out/);
    expect(warnings).toEqual([line, line]);
  });

  it('reads a file again when its content changes, not when only its time stamp does', async () => {
    await open();
    await utimes(path, 2000, 2000);
    await open();
    expect(progress).toEqual(['hashing instances.json']);
    await write({ ...file, images: [], annotations: [] }, 3000);
    expect((await open()).size).toBe(0);
    expect(progress).toContain('indexing instances.json');
  });

  it('does not trust the time stamp of a file that was just written', async () => {
    await writeFile(path, JSON.stringify(file));
    await open();
    await open();
    expect(progress).toEqual(['hashing instances.json']);
  });

  it('rebuilds a damaged index with a warning', async () => {
    await open();
    warnings = [];
    const cached = join(cache, await cachedName());
    await writeFile(cached, 'no index');
    expect((await open()).size).toBe(1);
    expect(warnings[0]).toMatch(/coco-.*: is damaged; it is rebuilt/);
    expect((await stat(cached)).size).toBeGreaterThan(100);
    await open();
    expect(progress).toEqual([]);
  });

  it('continues without a cache that cannot be written, with a warning', async () => {
    await writeFile(join(folder, 'file'), '');
    expect((await open({ cache: join(folder, 'file', 'cache') })).size).toBe(1);
    expect(warnings[0]).toMatch(/cannot be written.*is read again next time/);
  });

  it('uses no cache for a small file', async () => {
    await open({ cacheFrom: 10_000 });
    expect(await readdir(folder)).toEqual(['instances.json']);
  });

  it('refuses bad entries, from the cache too, unless they are to be skipped', async () => {
    const [person, flat] = file.annotations;
    await write({ ...file, annotations: [{ ...person, bbox: [1, 2, -3, 4] }, flat] });
    for (const attempt of [1, 2]) {
      await expect(open()).rejects.toThrow(
        /instances.json: 1 bad entry:\n {2}annotations\[0\] \(id 1\): bbox is \[1,2,-3,4\]/,
      );
      expect(progress).toHaveLength(attempt === 1 ? 2 : 0);
    }
    expect((await open({ skipBad: true })).annotations(0)).toEqual([]);
    expect(warnings[0]).toMatch(/1 bad entry[^]*These are skipped/);
  });

  it('names missing and malformed files', async () => {
    await write({ images: [], annotations: [] });
    await expect(open()).rejects.toThrow(/instances.json: lacks categories/);
    await write([]);
    await expect(open()).rejects.toThrow(/expected an object, got an array/);
    await writeFile(path, JSON.stringify(file).slice(0, 100));
    await expect(open()).rejects.toThrow(/instances.json: is truncated.*byte 100/);
    await rm(path);
    await expect(open()).rejects.toMatchObject({ kind: 'io' });
  });
});
