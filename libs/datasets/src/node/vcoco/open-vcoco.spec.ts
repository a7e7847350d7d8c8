import { createRng, type Dataset, type SplitName } from '@turbo-hoi/core';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import type { VcocoRecord } from '@turbo-hoi/formats';
import { withTargetClasses } from '../../info/with-target-classes';
import { createSyntheticDataset } from '../../synthetic/synthetic-dataset';
import { syntheticSchema } from '../../synthetic/synthetic-options';
import { writeVcocoFolder } from '../write-vcoco-folder';
import { readVcocoLabels } from './read-vcoco-labels';
import { vcocoDataset } from './vcoco-dataset';
import { vcocoSchema } from './vcoco-options';

const SPLITS: SplitName[] = ['train', 'validation', 'test'];
const dataset = createSyntheticDataset(
  syntheticSchema.parse({ train: 5, validation: 2, test: 2, seed: 3 }),
);

let root: string;
let warnings: string[];
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'turbo-hoi-'));
  warnings = [];
  await writeVcocoFolder(dataset, SPLITS, root);
});
afterEach(() => rm(root, { recursive: true }));

const open = async (options: object = {}): Promise<Dataset> =>
  vcocoDataset.create(vcocoSchema.parse({ root, ...options }), {
    warn: (line) => warnings.push(line),
  });

async function expectSame(read: Dataset): Promise<void> {
  // A few images do not contain all actions; what is on a disk has no version.
  const silent = {
    ...dataset,
    info: { ...dataset.info, targetClasses: undefined, version: undefined },
  };
  const { info } = await withTargetClasses(silent);
  expect({ ...read.info, name: '' }).toEqual({ ...info, name: '' });
  for (const name of SPLITS) {
    const [found, written] = [read.split(name), dataset.split(name)];
    expect(found.size).toBe(written.size);
    for (let index = 0; index < found.size; index++) {
      const { image, ...sample } = await found.sample(index);
      const { image: painted, ...expected } = await written.sample(index);
      expect(Buffer.compare(image.data, painted.data)).toBe(0);
      expect(sample).toEqual({ ...expected, fileName: expect.stringMatching(/^COCO_/) });
      expect(await found.annotations(index)).toEqual(sample);
    }
  }
}

async function move(from: string, to: string): Promise<void> {
  await mkdir(dirname(join(root, to)), { recursive: true });
  await rename(join(root, from), join(root, to));
}

async function edit<T>(path: string, change: (content: T) => unknown): Promise<void> {
  const content = JSON.parse(await readFile(join(root, path), 'utf8')) as T;
  await writeFile(join(root, path), JSON.stringify(change(content)));
}

const labels = ['train', 'val', 'trainval', 'test'];
const moveLabels = async (files: string, ids: string) => {
  for (const split of labels) {
    await move(`vcoco/vcoco_${split}.json`, join(files, `vcoco_${split}.json`));
    await move(`splits/vcoco_${split}.ids`, join(ids, `vcoco_${split}.ids`));
  }
};

describe('the data set vcoco', () => {
  it('reads a written folder, including pixels', async () => {
    await expectSame(await open());
    expect(warnings).toEqual([]);
  });

  it("reads the official repository's layout with COCO below it", async () => {
    await moveLabels('data/vcoco', 'data/splits');
    await move('instances_vcoco_all_2014.json', 'data/instances_vcoco_all_2014.json');
    for (const set of ['train2014', 'val2014']) {
      const name = `person_keypoints_${set}.json`;
      await move(name, join('coco', 'annotations', name));
      await move(join('images', set), join('coco', 'images', set));
    }
    await expectSame(await open());
  });

  it('reads files in one folder, and others by the options', async () => {
    await moveLabels('.', '.');
    await move('images/train2014', 'train2014');
    await move('images/val2014', 'val2014');
    await expectSame(await open());
    await move('train2014', 'far/pictures/train2014');
    await move('val2014', 'far/pictures/val2014');
    await move('instances_vcoco_all_2014.json', 'far/boxes.json');
    await move('person_keypoints_train2014.json', 'far/train.json');
    await move('person_keypoints_val2014.json', 'far/val.json');
    const far = (name: string) => relative(process.cwd(), join(root, 'far', name));
    const options = {
      instances: far('boxes.json'),
      keypoints: [far('train.json'), far('val.json')],
      images: far('pictures'),
    };
    await expectSame(await open(options));
  });

  it("takes COCO's own instances files instead of V-COCO's", async () => {
    const text = await readFile(join(root, 'instances_vcoco_all_2014.json'), 'utf8');
    const { images, annotations, categories } = JSON.parse(text);
    await rm(join(root, 'instances_vcoco_all_2014.json'));
    await mkdir(join(root, 'annotations'));
    for (const set of ['train2014', 'val2014']) {
      const own = images.filter((image: { file_name: string }) => image.file_name.includes(set));
      const ids = own.map(({ id }: { id: number }) => id);
      const boxes = annotations.filter(({ image_id }: { image_id: number }) =>
        ids.includes(image_id),
      );
      await writeFile(
        join(root, 'annotations', `instances_${set}.json`),
        JSON.stringify({ images: own, annotations: boxes, categories }),
      );
    }
    await expectSame(await open());
  });

  it('trains on both splits with the option, from one label file or from two', async () => {
    const sizes = ({ split }: Dataset) => SPLITS.map((name) => split(name).size);
    const one = await open({ train: 'trainval' });
    expect(sizes(one)).toEqual([7, 2, 2]);
    const last = await one.split('train').annotations(6);
    await rm(join(root, 'vcoco', 'vcoco_trainval.json'));
    const two = await open({ train: 'trainval' });
    expect(sizes(two)).toEqual([7, 2, 2]);
    expect(await two.split('train').annotations(6)).toEqual(last);
    expect(sizes(await open())).toEqual([5, 2, 2]);
  });

  it('leaves a split without labels empty', async () => {
    await rm(join(root, 'vcoco', 'vcoco_val.json'));
    const { split } = await open();
    expect(split('validation').size).toBe(0);
    await expect(split('validation').annotations(0)).rejects.toThrow(RangeError);
    expect(() => split('validation').imagePath!(0)).toThrow(RangeError);
  });

  it('uses the images with labels without an .ids file, with a warning', async () => {
    await rm(join(root, 'splits', 'vcoco_test.ids'));
    expect((await open()).split('test').size).toBe(2);
    expect(warnings).toEqual([
      expect.stringMatching(/vcoco_test.json: has no .ids file beside it/),
    ]);
  });

  it('has people without keypoints without the keypoint files, with a warning', async () => {
    await rm(join(root, 'person_keypoints_val2014.json'));
    const { split } = await open();
    expect((await split('test').annotations(0)).people[0].keypoints).toBeNull();
    expect((await split('train').annotations(0)).people[0].keypoints).not.toBeNull();
    expect(warnings).toEqual([expect.stringMatching(/person_keypoints_val2014.json is missing/)]);
  });

  it('lists the searched paths of missing files', async () => {
    await rm(join(root, 'instances_vcoco_all_2014.json'));
    await expect(open()).rejects.toMatchObject({
      kind: 'io',
      message: expect.stringMatching(
        /no COCO instances file[^]*annotations\/instances_vcoco_all_2014.json[^]*instances_val2014.json[^]*"instances"/,
      ),
    });
    await expect(open({ root: join(root, 'none') })).rejects.toThrow(/none: has no V-COCO label/);
  });

  it('refuses dangling ids, unless they are to be skipped', async () => {
    const objects = (await dataset.split('train').sample(0)).people[0].annotationId;
    type File = { annotations: { id: number }[] };
    await edit<File>('instances_vcoco_all_2014.json', (file) => ({
      ...file,
      annotations: file.annotations.filter(({ id }) => id !== objects),
    }));
    await expect(open()).rejects.toThrow(
      new RegExp(`vcoco_train.json: \\d+ bad entr[^]*person ${objects}: is not among`),
    );
    const { split } = await open({ skipBad: true });
    expect(split('train').size).toBe(5);
    expect(warnings[0]).toMatch(/These are skipped/);
  });

  it('refuses images that are not among the instances', async () => {
    await writeFile(join(root, 'splits', 'vcoco_test.ids'), '77\n77\nx\n');
    await expect(open()).rejects.toThrow(
      /vcoco_test.ids: 2 bad entries:\n.*line 2: 77 occurs twice\n.*line 3: got "x"/,
    );
    await writeFile(join(root, 'splits', 'vcoco_test.ids'), '99999999\n');
    await expect(open()).rejects.toThrow(/image 99999999: is not among the instances/);
    await expect(open({ skipBad: true })).rejects.toThrow(
      /vcoco_test.json: its only entry is bad, and nothing is left/,
    );
  });

  it('names a label file that is damaged or has other actions', async () => {
    await edit<VcocoRecord[]>('vcoco/vcoco_val.json', (records) => records.slice(1));
    await expect(open()).rejects.toThrow(/vcoco_val.json: actions differ/);
    await edit<VcocoRecord[]>('vcoco/vcoco_val.json', ([record]) => [{ ...record, label: [] }]);
    await expect(open()).rejects.toThrow(/vcoco_val.json: records\[0\].label has 0 entries/);
    await writeFile(join(root, 'vcoco', 'vcoco_val.json'), '[{"label": [1, 0');
    await expect(open()).rejects.toThrow(/vcoco_val.json: is truncated.*byte 16/);
  });

  it('returns the path of an image, existing or not', async () => {
    const { split } = await open();
    const path = split('test').imagePath!(1);
    expect(path).toBe(
      join(root, 'images', 'val2014', relative(join(root, 'images/val2014'), path)),
    );
    await rm(join(root, 'images'), { recursive: true });
    const empty = (await open()).split('test');
    expect(empty.imagePath!(1)).toBe(path);
    await expect(empty.sample(1)).rejects.toThrow(/COCO_val2014_/);
  });

  it('makes paths absolute, so that a config is independent of the working directory', () => {
    const { root: path, instances } = vcocoSchema.parse({ root: 'a', instances: 'b.json' });
    expect([path, instances]).toEqual([join(process.cwd(), 'a'), [join(process.cwd(), 'b.json')]]);
    expect(vcocoSchema.parse({ root: path, instances })).toMatchObject({ root: path, instances });
  });
});

describe('readVcocoLabels', () => {
  it("reads labels alone, of V-COCO's real shape", async () => {
    const folder = join(root, 'labels');
    const { records, ids } = officialLabels();
    await mkdir(folder);
    await writeFile(join(folder, 'vcoco_val.json'), JSON.stringify(records));
    await writeFile(join(folder, 'vcoco_val.ids'), ids.map((id) => `${id}\r\n`).join(''));
    const { splits } = await readVcocoLabels(folder);
    expect([...splits]).toEqual([['val', { records, ids, path: join(folder, 'vcoco_val.json') }]]);
  });
});

/** 26 actions of up to two roles, as many rows in each, keys in the order of the official files. */
function officialLabels() {
  const rng = createRng(0);
  const ann_id = Array.from({ length: 9 }, () => 183_192 + rng.int(2_000_000));
  const image_id = ann_id.map(() => 1 + rng.int(580_000));
  const records = Array.from({ length: 26 }, (_, action) => {
    const role_name = ['agent', 'obj', 'instr'].slice(0, 1 + (action % 3));
    const targets = role_name.slice(1).flatMap(() => ann_id.map((id) => rng.int(2) * id));
    return {
      image_id,
      ann_id,
      role_object_id: [...ann_id, ...targets],
      label: ann_id.map(() => rng.int(2)),
      action_name: `action ${action}`,
      role_name,
      include: role_name.map(() => []),
    };
  });
  return { records, ids: [...new Set(image_id)].sort((a, b) => a - b) };
}

test("reads COCO 2017's files and folders, which have the same ids", async () => {
  const bare = (name: string) => name.replace(/^COCO_\w+_/, '');
  type Named = { images: { file_name: string }[] };
  const renamed = (content: Named) => ({
    ...content,
    images: content.images.map((one) => ({ ...one, file_name: bare(one.file_name) })),
  });
  const before = await open();
  const paths = SPLITS.map((name) => before.split(name).imagePath!(0));
  for (const path of paths) {
    const set = path.includes('val2014') ? 'val2017' : 'train2017';
    await move(relative(root, path), join(set, bare(basename(path))));
  }
  const found = (read: Dataset) =>
    SPLITS.map((name) => relative(root, read.split(name).imagePath!(0)));
  const in2017 = paths.map((path) =>
    join(path.includes('val2014') ? 'val2017' : 'train2017', bare(basename(path))),
  );
  expect(found(await open())).toEqual(in2017);
  await edit<Named>('instances_vcoco_all_2014.json', renamed);
  await move('instances_vcoco_all_2014.json', 'annotations/instances_train2017.json');
  for (const set of ['train', 'val']) {
    await edit<Named>(`person_keypoints_${set}2014.json`, renamed);
    await move(`person_keypoints_${set}2014.json`, `annotations/person_keypoints_${set}2017.json`);
  }
  expect(found(await open())).toEqual(in2017);
  expect(warnings).toEqual([]);
});
