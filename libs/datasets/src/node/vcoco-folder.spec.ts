import { TurboHoiError, type Dataset, type Sample, type SplitName } from '@turbo-hoi/core';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withTargetClasses } from '../info/with-target-classes';
import { createSyntheticDataset } from '../synthetic/synthetic-dataset';
import { syntheticSchema } from '../synthetic/synthetic-options';
import { readVcocoFolder } from './read-vcoco-folder';
import { writeVcocoFolder } from './write-vcoco-folder';

const SPLITS: SplitName[] = ['train', 'validation', 'test'];

let parent: string;
beforeEach(async () => (parent = await mkdtemp(join(tmpdir(), 'turbo-hoi-'))));
afterEach(() => rm(parent, { recursive: true }));

const dataset = createSyntheticDataset(
  syntheticSchema.parse({ train: 8, validation: 3, test: 3, seed: 3 }),
);

async function samplesOf({ split }: Dataset, name: SplitName): Promise<Sample[]> {
  const { size, sample } = split(name);
  return Promise.all(Array.from({ length: size }, (_, index) => sample(index)));
}

describe('a written V-COCO folder', () => {
  it('is read back exactly, pixels included', async () => {
    const folder = join(parent, 'vcoco');
    await writeVcocoFolder(dataset, SPLITS, folder);
    const read = await readVcocoFolder(folder);
    // A few images do not contain all actions; what is on a disk has no version.
    const silent = {
      ...dataset,
      info: { ...dataset.info, targetClasses: undefined, version: undefined },
    };
    const { info } = await withTargetClasses(silent);
    expect({ ...read.info, name: '' }).toEqual({ ...info, name: '' });
    for (const split of SPLITS) {
      const [found, written] = [await samplesOf(read, split), await samplesOf(dataset, split)];
      expect(found.map(annotationsOf)).toEqual(written.map(annotationsOf));
      expect(found.map(pixelsOf)).toEqual(written.map(pixelsOf));
    }
  });

  it('has the official files, and nothing temporary is left', async () => {
    const folder = join(parent, 'new', 'vcoco');
    await writeVcocoFolder(dataset, SPLITS, folder, { format: 'jpeg' });
    expect(await readdir(join(parent, 'new'))).toEqual(['vcoco']);
    expect((await readdir(folder, { recursive: true })).filter(isNoImage).sort()).toEqual([
      'images',
      'images/train2014',
      'images/val2014',
      'instances_vcoco_all_2014.json',
      'person_keypoints_train2014.json',
      'person_keypoints_val2014.json',
      'splits',
      'splits/vcoco_test.ids',
      'splits/vcoco_train.ids',
      'splits/vcoco_trainval.ids',
      'splits/vcoco_val.ids',
      'vcoco',
      'vcoco/vcoco_test.json',
      'vcoco/vcoco_train.json',
      'vcoco/vcoco_trainval.json',
      'vcoco/vcoco_val.json',
    ]);
    expect(await readdir(join(folder, 'images', 'train2014'))).toHaveLength(11);
    const { imageId } = await dataset.split('test').sample(0);
    const name = `COCO_val2014_${`${imageId}`.padStart(12, '0')}.jpg`;
    expect(await readdir(join(folder, 'images', 'val2014'))).toContain(name);
    const trainval = await readFile(join(folder, 'splits', 'vcoco_trainval.ids'), 'utf8');
    expect(trainval.trim().split('\n')).toHaveLength(11);
  });

  it('writes JPEGs that look like the image', async () => {
    const folder = join(parent, 'vcoco');
    await writeVcocoFolder(dataset, ['test'], folder, { format: 'jpeg' });
    const read = await readVcocoFolder(folder);
    expect([read.split('train').size, read.split('test').size]).toEqual([0, 3]);
    const [{ image: written }, { image: found }] = await Promise.all(
      [dataset, read].map(({ split }) => split('test').sample(0)),
    );
    const error = found.data.reduce((sum, value, i) => sum + Math.abs(value - written.data[i]), 0);
    expect(error / found.data.length).toBeLessThan(8);
  });

  it('accepts an empty folder and refuses a filled one', async () => {
    await mkdir(join(parent, 'empty'));
    await writeVcocoFolder(dataset, ['test'], join(parent, 'empty'));
    await mkdir(join(parent, 'filled'));
    await writeFile(join(parent, 'filled', 'notes.txt'), 'mine');
    await expect(writeVcocoFolder(dataset, ['test'], join(parent, 'filled'))).rejects.toThrow(
      /filled: is not empty \(1 entries\)/,
    );
    expect(await readdir(join(parent, 'filled'))).toEqual(['notes.txt']);
    expect(await readdir(parent)).toEqual(['empty', 'filled']);
  });

  it('leaves nothing behind if a sample cannot be read', async () => {
    const sample = () => Promise.reject(new Error('broken sample'));
    const broken: Dataset = {
      ...dataset,
      split: () => ({ size: 1, sample, annotations: sample }),
    };
    await expect(writeVcocoFolder(broken, ['test'], join(parent, 'vcoco'))).rejects.toThrow(
      'broken sample',
    );
    expect(await readdir(parent)).toEqual([]);
  });
});

describe('writeVcocoFolder', () => {
  it('names a folder that cannot be written', async () => {
    await writeFile(join(parent, 'file'), '');
    const write = (folder: string) => writeVcocoFolder(dataset, ['test'], folder);
    await expect(write(join(parent, 'file'))).rejects.toThrow(TurboHoiError);
    await expect(write(join(parent, 'file', 'vcoco'))).rejects.toThrow(TurboHoiError);
  });
});

describe('readVcocoFolder', () => {
  it('names the file that is missing or broken', async () => {
    await expect(readVcocoFolder(parent)).rejects.toThrow(
      /no V-COCO label file.*vcoco_train.json/s,
    );
    const folder = join(parent, 'vcoco');
    await writeVcocoFolder(dataset, ['test'], folder);
    await writeFile(join(folder, 'instances_vcoco_all_2014.json'), '{');
    await expect(readVcocoFolder(folder)).rejects.toThrow(
      /instances_vcoco_all_2014.json: is truncated.*byte 1/,
    );
  });

  it('names an image that is missing', async () => {
    const folder = join(parent, 'vcoco');
    await writeVcocoFolder(dataset, ['test'], folder);
    await rm(join(folder, 'images'), { recursive: true });
    const read = await readVcocoFolder(folder);
    await expect(read.split('test').sample(0)).rejects.toThrow(/COCO_val2014_.*cannot be read/);
    await expect(read.split('test').sample(3)).rejects.toThrow(RangeError);
  });
});

const annotationsOf = ({ imageId, people, objects }: Sample) => ({ imageId, people, objects });
// As text: comparing arrays of this size element by element takes seconds.
const pixelsOf = ({ image }: Sample) =>
  `${image.width}×${image.height} ${Buffer.from(image.data).toString('base64')}`;

const isNoImage = (path: string) => !/\.(png|jpg)$/.test(path);
