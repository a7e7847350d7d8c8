import { appendFileSync, existsSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type PoseAnnotator,
  type PoseAnnotatorInput,
  TurboHoiError,
  type XyxyBox,
} from '@turbo-hoi/core';
import { poseAt } from '../testing/pose-at';
import { temporaryFolder } from '@turbo-hoi/testing';
import { annotateImages } from './annotate-images';
import type { ImageSource } from './image-source';
import { PartialFile } from './partial-file';
import { writeKeypoints } from './write-keypoints';

const folder = temporaryFolder();
const BOX = [0, 0, 4, 4] as const;
const thresholds = {
  minScore: 0.3,
  minKeypointScore: 0.2,
  matchIou: 0.5,
  unmatched: 'drop' as const,
};
const annotator = (poses = () => [poseAt(BOX)]): PoseAnnotator => ({
  annotate: async () => poses(),
});

function source(count: number, read: (index: number) => void = () => undefined): ImageSource {
  return {
    fileNames: Array.from({ length: count }, (_, i) => `${i}.jpg`),
    read: async (index): Promise<PoseAnnotatorInput> => {
      read(index);
      const image = { data: new Uint8Array(12), width: 2, height: 2 };
      return { imageId: index + 1, fileName: `${index}.jpg`, image, people: null };
    },
  };
}

async function annotate(
  path: string,
  more: Partial<Parameters<typeof annotateImages>[0]> = {},
  request: unknown = 'request',
) {
  const partial = await PartialFile.open(path, request);
  const before = partial.done;
  const bad = await annotateImages({
    source: source(5),
    annotator: annotator(),
    kind: 'test',
    thresholds,
    partial,
    signal: new AbortController().signal,
    onImage: () => undefined,
    ...more,
  });
  return { partial, before, bad };
}

async function result(name: string, partial: PartialFile): Promise<string> {
  const path = join(folder, name);
  await writeKeypoints(path, {}, () => partial.entries());
  return readFileSync(path, 'utf8');
}

let whole: string;
beforeAll(async () => {
  whole = await result('whole.json', (await annotate(join(folder, 'whole'))).partial);
});

test('the result is a COCO keypoint file', () => {
  const { images, annotations, categories } = JSON.parse(whole);
  expect(images).toHaveLength(5);
  expect(images[1]).toEqual({ id: 2, file_name: '1.jpg', width: 2, height: 2 });
  expect(annotations.map(({ id, image_id: image }: Record<string, number>) => [id, image])).toEqual(
    [
      [1, 1],
      [2, 2],
      [3, 3],
      [4, 4],
      [5, 5],
    ],
  );
  expect(categories[0]).toMatchObject({ id: 1, name: 'person' });
  expect(categories[0].keypoints).toHaveLength(17);
  expect(categories[0].skeleton[0]).toEqual([16, 14]);
});

test('resumed work has the same result as uninterrupted work', async () => {
  const path = join(folder, 'stopped');
  const controller = new AbortController();
  const onImage = (done: number) => done === 2 && controller.abort();
  const first = await annotate(path, { signal: controller.signal, onImage });
  expect(first.partial.done).toBe(2);
  const read = jest.fn();
  const second = await annotate(path, { source: source(5, read) });
  expect(second.before).toBe(2);
  expect(read.mock.calls.flat()).toEqual([2, 3, 4]);
  expect(await result('stopped.json', second.partial)).toBe(whole);
});

test.each([1, 30])(
  'an image whose line is cut off by %d bytes is annotated again',
  async (bytes) => {
    const path = join(folder, `cut-${bytes}`);
    await annotate(path);
    truncateSync(path, readFileSync(path).length - bytes);
    const { partial, before } = await annotate(path);
    expect(before).toBe(4);
    expect(await result(`cut-${bytes}.json`, partial)).toBe(whole);
  },
);

test('a file whose first line is cut off is started over', async () => {
  const path = join(folder, 'begun');
  writeFileSync(path, '"requ');
  const { partial, before } = await annotate(path);
  expect(before).toBe(0);
  expect(await result('begun.json', partial)).toBe(whole);
});

test('refuses a partial file of other options, and a damaged one', async () => {
  const path = join(folder, 'other');
  await annotate(path);
  await expect(annotate(path, {}, 'another')).rejects.toThrow('other images or options');
  appendFileSync(path, 'x\n');
  await expect(annotate(path)).rejects.toThrow(`${path}: is damaged`);
});

test('writes nothing before the first image is annotated', async () => {
  const path = join(folder, 'none');
  const fail = annotator(() => {
    throw new Error('out of memory');
  });
  await expect(annotate(path, { annotator: fail })).rejects.toThrow(
    'pose annotator "test" failed at 0.jpg: out of memory',
  );
  expect(existsSync(path)).toBe(false);
});

test('unreadable images are counted and tried again, the others are annotated', async () => {
  const path = join(folder, 'bad');
  const broken = source(5, (index) => {
    if (index === 1 || index === 3) throw new TurboHoiError('data', `${index} is no image`);
  });
  const { bad, partial } = await annotate(path, { source: broken });
  expect(partial.done).toBe(3);
  expect(bad.summary()).toBe(
    'images: 2 bad entries:\n  1.jpg: 1 is no image\n  3.jpg: 3 is no image',
  );
  expect((await annotate(path)).partial.done).toBe(5);
});

test('an error of the source itself does not count as a bad image', async () => {
  const broken = source(5, () => {
    throw new TypeError('oops');
  });
  await expect(annotate(join(folder, 'oops'), { source: broken })).rejects.toThrow('oops');
});

const wrong = (more: object) => [{ ...poseAt(BOX), ...more }];
test.each([
  ['keypoints has 3 numbers; expected 51', wrong({ keypoints: new Float32Array(3) })],
  ['not finite', wrong({ keypoints: new Float32Array(51).fill(NaN) })],
  ['a confidence is not in 0..1', wrong({ keypoints: new Float32Array(51).fill(2) })],
  ['score is NaN; expected 0..1', wrong({ score: NaN })],
  ['box is [4, 0, 0, 4]', wrong({ box: [4, 0, 0, 4] as XyxyBox })],
])('invalid poses of an annotator are refused: %s', async (message, poses) => {
  const path = join(folder, 'wrong');
  await expect(annotate(path, { annotator: annotator(() => poses) })).rejects.toThrow(
    `pose annotator "test": pose 0 of 0.jpg: `,
  );
  await expect(annotate(path, { annotator: annotator(() => poses) })).rejects.toThrow(message);
});
