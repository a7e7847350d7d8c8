import type { Dataset, ImageAnnotations, SplitName } from '@turbo-hoi/core';
import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createSyntheticDataset } from '../../synthetic/synthetic-dataset';
import { syntheticSchema } from '../../synthetic/synthetic-options';
import { encodeImage } from '../images/encode-image';
import { openHico } from './hico-dataset';
import { hicoSchema } from './hico-options';
import { writeHicoFolder } from './write-hico-folder';

/** Files in the official layout, made with scipy: see tools/golden/hico_files.py. */
const golden = JSON.parse(
  readFileSync(join(__dirname, '../../../../formats/src/hico/__golden__/hico-files.json'), 'utf8'),
);

let root: string;
beforeEach(async () => (root = await mkdtemp(join(tmpdir(), 'turbo-hoi-'))));
afterEach(() => rm(root, { recursive: true }));

type Options = Partial<Parameters<typeof hicoSchema.parse>[0] & object>;
const open = (options: Options = {}) => openHico(hicoSchema.parse({ root, ...options }));

async function put(path: string, content: string | Buffer): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), content);
}

async function putMat(folder = ''): Promise<void> {
  await mkdir(join(root, folder, 'images'), { recursive: true });
  await put(join(folder, 'anno_bbox.mat'), Buffer.from(golden.annoBbox, 'base64'));
}

const annotationsOf = ({ split }: Dataset, name: SplitName): Promise<ImageAnnotations[]> =>
  Promise.all(Array.from({ length: split(name).size }, (_, i) => split(name).annotations(i)));

describe('a HICO-DET data set', () => {
  it('has one column per verb, COCO class names with person first, and HOIs in official order', async () => {
    await putMat();
    const { info } = await open();
    expect(info.actions.actions).toEqual(
      ['hold', 'hug', 'no_interaction', 'sit_at'].map((name) => ({ name, roles: ['obj'] })),
    );
    expect(info.objectClasses).toEqual(['person', 'cup', 'dining table']);
    expect(info.hois).toEqual([
      { column: 0, category: 1, trainingPairs: 2 },
      { column: 3, category: 2, trainingPairs: 1 },
      { column: 1, category: 0, trainingPairs: 2 },
      { column: 2, category: 1, trainingPairs: 0 },
    ]);
  });

  it('turns pixels counted from 1 into edges, and nearly equal training boxes into one person', async () => {
    await putMat();
    const [image] = await annotationsOf(await open(), 'train');
    expect(image).toMatchObject({
      imageId: 1,
      fileName: 'HICO_train2015_00000001.jpg',
      width: 640,
      height: 427,
      hoiLabels: [0, 1, 3],
    });
    expect(image.objects.map(({ box, category }) => [category, ...box])).toEqual([
      [1, 58, 97, 572, 405],
      [2, 0, 0, 640, 427],
    ]);
    expect(image.people.map(({ box, interactions }) => ({ box, interactions }))).toEqual([
      {
        box: [207, 32, 427, 300],
        interactions: [
          { column: 0, object: 0 },
          { column: 3, object: 1 },
        ],
      },
      { box: [9, 4, 60, 90], interactions: [{ column: 0, object: 0 }] },
    ]);
    expect(image.people[0]).toMatchObject({ area: 220 * 268, keypoints: null });
  });

  it('keeps different boxes apart without merging', async () => {
    await putMat();
    const [image] = await annotationsOf(await open({ mergeIou: null }), 'train');
    expect(image.people).toHaveLength(3);
  });

  it('lists a person who is a target as person without annotated actions and as object', async () => {
    await putMat();
    const [, image] = await annotationsOf(await open(), 'train');
    expect(image.fileName).toBe('HICO_train2015_00000003.jpg');
    const [hugger, first, second] = image.people;
    expect(image.people).toHaveLength(3);
    expect(hugger.interactions).toEqual([
      { column: 1, object: 0 },
      { column: 1, object: 1 },
    ]);
    expect([first.interactions, second.interactions]).toEqual([null, null]);
    expect(image.objects.map(({ annotationId, box }) => ({ annotationId, box }))).toEqual(
      [first, second].map(({ annotationId, box }) => ({ annotationId, box })),
    );
    // A box of one pixel.
    expect(first.box).toEqual([59, 59, 60, 60]);
  });

  it('leaves training images without located pairs out, unless they are wanted', async () => {
    await putMat();
    expect((await open()).split('train').size).toBe(2);
    const [, unlocated] = await annotationsOf(await open({ keepUnlocated: true }), 'train');
    expect(unlocated).toMatchObject({ imageId: 2, people: [], objects: [], hoiLabels: [2] });
    // All test images are kept.
    expect((await open()).split('test').size).toBe(2);
  });

  it('reads image labels from an anno.mat beside the boxes', async () => {
    await putMat();
    await put('anno.mat', Buffer.from(golden.anno, 'base64'));
    const labels = async (options: Options) =>
      (await annotationsOf(await open(options), 'train')).map(({ hoiLabels }) => hoiLabels);
    expect(await labels({})).toEqual([[0, 1, 3], [2]]);
    expect(golden.shown.train).toEqual([[0, 1, 3], [2], [2]]);
    await rm(join(root, 'anno.mat'));
    await expect(open({ imageLabels: 'anno.mat' })).rejects.toThrow(/anno.mat: cannot be read/);
  });

  it('validates on test images, or on training images held out', async () => {
    await putMat();
    const whole = await open();
    expect(await annotationsOf(whole, 'validation')).toEqual(await annotationsOf(whole, 'test'));
    const held = await open({ validationShare: 0.5 });
    expect([held.split('train').size, held.split('validation').size]).toEqual([1, 1]);
    const names = [
      ...(await annotationsOf(held, 'train')),
      ...(await annotationsOf(held, 'validation')),
    ].map(({ fileName }) => fileName);
    expect(new Set(names).size).toBe(2);
    expect(held.info.hois).toEqual(whole.info.hois);
  });

  it('is the same from hicodet JSON, except for fields that the format lacks', async () => {
    await putMat();
    const mat = await open();
    const others = await mkdtemp(join(tmpdir(), 'turbo-hoi-'));
    [root] = [others, await rm(root, { recursive: true })];
    await mkdir(join(root, 'hico_20160224_det/images'), { recursive: true });
    for (const split of ['train', 'test']) {
      await put(`instances_${split}2015.json`, JSON.stringify(golden.instances[split]));
    }
    const json = await open();
    expect(json.info).toEqual(mat.info);
    for (const split of ['train', 'test'] as const) {
      const [found, expected] = [await annotationsOf(json, split), await annotationsOf(mat, split)];
      const located = expected.map((image) => ({ ...image, hoiLabels: expect.anything() }));
      expect(found).toEqual(located);
    }
    expect(json.split('train').imagePath!(0)).toBe(
      join(root, 'hico_20160224_det/images/train2015/HICO_train2015_00000001.jpg'),
    );
  });

  it('is the same from HOIA JSON, with sizes from the images', async () => {
    await putMat();
    const mat = await open();
    await rm(join(root, 'anno_bbox.mat'));
    await put('annotations/trainval_hico.json', JSON.stringify(golden.hoia.train));
    await put('annotations/test_hico.json', JSON.stringify(golden.hoia.test));
    const json = await open();
    // The fourth HOI has no pair in any file.
    expect(json.info.hois).toHaveLength(3);
    await expect(json.split('test').annotations(0)).rejects.toThrow(/00000001.jpg: cannot be read/);
    const image = { data: new Uint8Array(3 * 32 * 24), width: 32, height: 24 };
    await put('images/test2015/HICO_test2015_00000001.jpg', await encodeImage(image, 'jpeg'));
    const [expected] = await annotationsOf(mat, 'test');
    const found = await json.split('test').annotations(0);
    expect([found.width, found.height]).toEqual([32, 24]);
    expect(found.people.map(({ box }) => box)).toEqual(expected.people.map(({ box }) => box));
    const sample = await json.split('test').sample(0);
    expect(sample.image).toMatchObject({ width: 32, height: 24 });
  });

  it('reports missing and invalid files', async () => {
    await expect(open()).rejects.toThrow(/has no HICO-DET annotations; expected anno_bbox.mat or/);
    await put('anno_bbox.mat', 'nothing');
    await expect(open()).rejects.toThrow(/has no folder of images; expected .*images or/);
    await mkdir(join(root, 'images'));
    await expect(open()).rejects.toThrow(/anno_bbox.mat/);
    await rm(join(root, 'anno_bbox.mat'));
    const broken = structuredClone(golden.instances.train);
    broken.annotation[0].hoi[0] = 600;
    await put('mine.json', JSON.stringify(broken));
    const annotations = { train: 'mine.json' };
    await expect(open({ annotations })).rejects.toThrow(
      /mine.json: 1 bad entry:\n.*annotation\[0\].hoi: got 600[^]*--skip-bad/,
    );
    const rest = await open({ annotations, skipBad: true });
    expect([rest.split('train').size, rest.split('test').size]).toEqual([2, 0]);
    await expect(rest.split('test').sample(0)).rejects.toThrow(RangeError);
    expect(hicoSchema.safeParse({ root, annotations: 'mine.json' }).error?.message).toMatch(
      /a JSON file has one split/,
    );
  });
});

describe('a written HICO-DET folder', () => {
  const dataset = createSyntheticDataset(
    syntheticSchema.parse({ train: 24, validation: 6, test: 16, seed: 5, size: 64 }),
  );
  const SPLITS: SplitName[] = ['train', 'validation', 'test'];

  it('reads back: pairs of shared HOIs on whole pixels, labels, images', async () => {
    const folder = join(root, 'hico');
    await writeHicoFolder(dataset, SPLITS, folder);
    expect((await readdir(folder)).sort()).toEqual(['anno.mat', 'anno_bbox.mat', 'images']);
    const read = await openHico(hicoSchema.parse({ root: folder, keepUnlocated: true }));
    const { actions, objectClasses, hois } = read.info;
    const names = hois!.map(
      ({ column, category }) => `${actions.actions[column].name} ${objectClasses[category]}`,
    );
    expect(names).toContain('hit_with tennis racket');
    expect(names).toContain('hit sports ball');
    expect(names).toContain('sit chair');
    expect(names).not.toContain('walk');
    expect([read.split('train').size, read.split('test').size]).toEqual([30, 16]);

    const test = read.split('test');
    for (let index = 0; index < test.size; index++) {
      const [found, written] = [
        await test.sample(index),
        await dataset.split('test').sample(index),
      ];
      expect(found.image).toEqual(written.image);
      const rounded = written.people.flatMap(({ box, interactions }) =>
        interactions!.flatMap(({ column, object }) => {
          if (object === null) return [];
          const { actions: own } = dataset.info;
          const { action, role } = own.columns[column];
          const { name, roles } = own.actions[action];
          const verb = roles.length > 1 && role === 'instr' ? `${name}_with` : name;
          const target = written.objects[object];
          const key = `${verb} ${dataset.info.objectClasses[target.category]}`;
          return names.includes(key)
            ? [`${key} ${box.map(Math.round)} ${target.box.map(Math.round)}`]
            : [];
        }),
      );
      const pairs = found.people.flatMap(({ box, interactions }) =>
        interactions!.map(({ column, object }) => {
          const target = found.objects[object!];
          return `${actions.actions[column].name} ${objectClasses[target.category]} ${box} ${target.box}`;
        }),
      );
      expect(pairs.sort()).toEqual(rounded.sort());
      expect(found.hoiLabels).toEqual(expect.arrayContaining(located(found, hois!)));
    }
  });

  it('writes the HOIs of images without boxes', async () => {
    await writeHicoFolder(dataset, SPLITS, join(root, 'hico'));
    const read = await openHico(
      hicoSchema.parse({ root: join(root, 'hico'), imageLabels: null, keepUnlocated: true }),
    );
    const images = await annotationsOf(read, 'train');
    const unlocated = images.filter(
      (image) => image.hoiLabels!.length > located(image, read.info.hois!).length,
    );
    expect(unlocated.length).toBeGreaterThan(0);
  });

  it('requires HOIs that occur in all splits', async () => {
    const few = createSyntheticDataset(syntheticSchema.parse({ train: 1, test: 0, size: 64 }));
    const nobody: Dataset = {
      ...few,
      split: (name) => ({
        ...few.split(name),
        sample: async (index) => ({ ...(await few.split(name).sample(index)), people: [] }),
      }),
    };
    await expect(writeHicoFolder(nobody, ['train'], join(root, 'none'))).rejects.toThrow(
      /none: no action is located with one class of objects in all of train/,
    );
    expect(await readdir(root)).toEqual([]);
  });
});

function located(
  { people, objects }: ImageAnnotations,
  hois: NonNullable<Dataset['info']['hois']>,
): number[] {
  const keys = people.flatMap(({ interactions }) =>
    (interactions ?? []).map(({ column, object }) => `${column}/${objects[object!].category}`),
  );
  const found = hois.map(({ column, category }, hoi) =>
    keys.includes(`${column}/${category}`) ? hoi : -1,
  );
  return found.filter((hoi) => hoi >= 0);
}
