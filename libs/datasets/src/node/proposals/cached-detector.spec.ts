import { createRng, type Detections, type Detector, type Sample } from '@turbo-hoi/core';
import { appendFile, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sampleOf } from '../../testing/sample-fixture';
import { cachedDetector, type CachedDetector } from './cached-detector';

let folder: string;
let asked: number[];
let warnings: string[];
const open: CachedDetector[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'turbo-hoi-'));
  [asked, warnings] = [[], []];
});
afterEach(async () => {
  for (const detector of open.splice(0)) detector.close?.();
  await rm(folder, { recursive: true });
});

/** `imageId % 4` boxes that identify the image. */
const found = ({ imageId, width }: Sample): Detections => ({
  boxes: Float32Array.from({ length: 4 * (imageId % 4) }, (_, i) => imageId + width + i / 7),
  scores: Float32Array.from({ length: imageId % 4 }, (_, i) => 1 / (1 + i)),
  classes: Int32Array.from({ length: imageId % 4 }, (_, i) => i - 1),
});

const detector = (cacheKey?: string): Detector => ({
  cacheKey,
  propose: async (sample) => {
    asked.push(sample.imageId);
    return found(sample);
  },
});

function kept(more: object = {}, cacheKey = 'exact weights-1'): CachedDetector {
  const options = {
    folder,
    dataset: 'coco',
    split: 'train',
    warn: (line: string) => warnings.push(line),
  };
  open.push(cachedDetector(detector(cacheKey), { ...options, ...more }));
  return open.at(-1)!;
}

const image = (imageId: number): Sample => ({ ...sampleOf([]), imageId });
const propose = (from: Detector, imageId: number) => from.propose(image(imageId), createRng(0));

async function onlyFile(): Promise<string> {
  const [key, ...others] = await readdir(folder);
  expect(others).toEqual([]);
  const files = await readdir(join(folder, key));
  expect(files).toHaveLength(1);
  return join(folder, key, files[0]);
}

/** A cache with proposals of images 1 to 3. */
async function filled(): Promise<string> {
  const cache = kept();
  for (const id of [1, 2, 3]) await propose(cache, id);
  cache.close?.();
  asked = [];
  return onlyFile();
}

/** Detections with skeletons of two joints. */
const posed = (sample: Sample): Detections => ({
  ...found(sample),
  keypoints: Float32Array.from({ length: 6 * (sample.imageId % 4) }, (_, i) => i / 3),
});

describe('cachedDetector', () => {
  it('keeps skeletons, also in a file with proposals that have none', async () => {
    const twoKinds: Detector = {
      cacheKey: 'two kinds',
      propose: async (sample) => (sample.imageId < 8 ? found(sample) : posed(sample)),
    };
    const cached = () => {
      open.push(cachedDetector(twoKinds, { folder, dataset: 'coco', split: 'train' }));
      return open.at(-1)!;
    };
    const first = cached();
    for (const id of [3, 8, 11, 2]) await propose(first, id);
    const second = cached();
    twoKinds.propose = () => Promise.reject(new Error('not cached'));
    for (const id of [3, 2]) expect(await propose(second, id)).toEqual(found(image(id)));
    for (const id of [8, 11]) expect(await propose(second, id)).toEqual(posed(image(id)));
  });

  it('reads records of files written before skeletons', async () => {
    const path = await filled();
    const record = await readFile(path);
    // Magic, id, width, height; the count of image 1 has no joints in its upper bits.
    expect(record.readUInt32LE('TURBOHOI proposals 1\n'.length + 16)).toBe(1);
  });

  it('runs the detector once per image and returns the same afterwards, also in the next run', async () => {
    const first = kept();
    for (let round = 0; round < 2; round++) {
      // None, one, some boxes; an id beyond 32 bits.
      for (const id of [4, 1, 3, 2 ** 40 + 2]) {
        expect(await propose(first, id)).toEqual(found(image(id)));
      }
    }
    expect(asked).toEqual([4, 1, 3, 2 ** 40 + 2]);
    const second = kept();
    expect(await propose(second, 3)).toEqual(found(image(3)));
    expect(await propose(second, 4)).toEqual(found(image(4)));
    expect(asked).toHaveLength(4);
    expect(warnings).toEqual([]);
  });

  it('distinguishes detectors, data sets, splits and sizes', async () => {
    await filled();
    for (const other of [
      kept({}, 'exact weights-2'),
      kept({ dataset: 'hico' }),
      kept({ split: 'test' }),
    ]) {
      await propose(other, 1);
    }
    const small = { ...image(1), image: { data: new Uint8Array(12), width: 2, height: 2 } };
    await kept().propose(small, createRng(0));
    expect(asked).toEqual([1, 1, 1, 1]);
  });

  it('returns a detector without a cache key unchanged', () => {
    const varying = detector();
    expect(cachedDetector(varying, { folder, dataset: 'coco', split: 'train' })).toBe(varying);
  });

  it('passes the names of images on, and asks for none if the detector needs none', async () => {
    expect(kept().expect).toBeUndefined();
    const told: unknown[] = [];
    const named = {
      ...detector('named'),
      expect: async (images: unknown) => void told.push(images),
    };
    open.push(cachedDetector(named, { folder, dataset: 'coco', split: 'train' }));
    await open.at(-1)!.expect!([{ id: 3 }]);
    expect(told).toEqual([[{ id: 3 }]]);
  });

  it('runs once for parallel requests of the same image', async () => {
    const cache = kept();
    const [one, two] = await Promise.all([propose(cache, 3), propose(cache, 3)]);
    expect(one).toEqual(two);
    expect(asked).toEqual([3]);
  });

  it('supports two writing processes', async () => {
    const [one, two] = [kept(), kept()];
    await Promise.all([1, 2, 3].flatMap((id) => [propose(one, id), propose(two, id + 4)]));
    asked = [];
    const third = kept();
    for (const id of [1, 2, 3, 5, 6, 7]) {
      expect(await propose(third, id)).toEqual(found(image(id)));
    }
    expect(asked).toEqual([]);
  });

  it('caches nothing of a failing detector', async () => {
    const failing = cachedDetector(
      { cacheKey: 'k', propose: () => Promise.reject(new Error('out of memory')) },
      { folder, dataset: 'coco', split: 'train' },
    );
    await expect(propose(failing, 1)).rejects.toThrow('out of memory');
    await expect(propose(failing, 1)).rejects.toThrow('out of memory');
  });
});

describe('images of one batch', () => {
  const together: number[][] = [];
  const grouped = () => {
    const options = { folder, dataset: 'coco', split: 'train' };
    const proposeAll = async (samples: readonly Sample[]) => {
      together.push(samples.map(({ imageId }) => imageId));
      return samples.map(found);
    };
    open.push(cachedDetector({ ...detector('grouped'), proposeAll }, options));
    return open.at(-1)!;
  };
  const all = (cache: CachedDetector, ...ids: number[]) => cache.proposeAll!(ids.map(image));

  beforeEach(() => together.splice(0));

  it('are detected once and cached individually', async () => {
    expect(await all(grouped(), 1, 2, 3)).toEqual([1, 2, 3].map((id) => found(image(id))));
    const later = grouped();
    expect(await all(later, 1, 2, 3)).toHaveLength(3);
    expect(await propose(later, 2)).toEqual(found(image(2)));
    expect([together, asked]).toEqual([[[1, 2, 3]], []]);
  });

  it('are detected together even if some are cached', async () => {
    const cache = grouped();
    await propose(cache, 2);
    await all(cache, 1, 2, 3);
    expect(together).toEqual([[1, 2, 3]]);
  });

  it('report whether one is cached, by id and size', async () => {
    const cache = grouped();
    await all(cache, 1);
    const { width, height } = image(1).image;
    expect(cache.has?.({ imageId: 1, width, height })).toBe(true);
    expect(cache.has?.({ imageId: 1, width: width + 1, height })).toBe(false);
  });

  it('are detected one by one by a detector of single images', async () => {
    expect(await all(kept(), 1, 2)).toHaveLength(2);
    expect(asked).toEqual([1, 2]);
  });
});

describe('a damaged file of proposals', () => {
  it('leaves out a record truncated at any byte', async () => {
    const file = await filled();
    const { length } = await readFile(file);
    const last = 28 + 3 * 24;
    for (const missing of [1, 30, 72, 73, last - 1, last]) {
      await truncate(file, length - missing);
      const cache = kept();
      expect(await propose(cache, 2)).toEqual(found(image(2)));
      expect(asked).toEqual([]);
      expect(await propose(cache, 3)).toEqual(found(image(3)));
      expect(asked.splice(0)).toEqual([3]);
      cache.close?.();
      // What this cache wrote must not help the next one.
      for (const name of await readdir(join(file, '..'))) {
        if (!file.endsWith(name)) await rm(join(file, '..', name));
      }
    }
    expect(warnings).toEqual([]);
  });

  it('computes damaged proposals again, with a warning', async () => {
    const file = await filled();
    const bytes = await readFile(file);
    bytes[bytes.length - 5] ^= 1;
    await writeFile(file, bytes);
    const cache = kept();
    expect(await propose(cache, 3)).toEqual(found(image(3)));
    expect(await propose(cache, 3)).toEqual(found(image(3)));
    expect(asked).toEqual([3]);
    expect(warnings).toEqual([expect.stringMatching(/proposals of image 3 are damaged/)]);
  });

  it('stops at a damaged header, with a warning', async () => {
    const file = await filled();
    const bytes = await readFile(file);
    bytes[bytes.length - 3 * 24 - 20] ^= 1;
    await writeFile(file, bytes);
    const cache = kept();
    for (const id of [1, 2, 3]) expect(await propose(cache, id)).toEqual(found(image(id)));
    expect(asked).toEqual([3]);
    expect(warnings).toEqual([expect.stringMatching(/\.proposals: is damaged/)]);
  });

  it('ignores files of another format and empty files', async () => {
    const file = await filled();
    await appendFile(join(file, '..', 'other.proposals'), 'x'.repeat(100));
    await appendFile(join(file, '..', 'empty.proposals'), '');
    const cache = kept();
    expect(await propose(cache, 1)).toEqual(found(image(1)));
    expect(asked).toEqual([]);
    expect(warnings).toHaveLength(1);
  });

  it('continues without a folder that cannot be created, with one warning', async () => {
    await writeFile(join(folder, 'file'), '');
    const cache = kept({ folder: join(folder, 'file') });
    for (const id of [1, 2]) expect(await propose(cache, id)).toEqual(found(image(id)));
    expect(warnings).toEqual([expect.stringMatching(/cannot be cached/)]);
  });
});
