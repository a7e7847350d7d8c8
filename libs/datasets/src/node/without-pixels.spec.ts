import { createRng, type Dataset, type SplitName } from '@turbo-hoi/core';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { augment, augmentSchema } from '../sampling/augment';
import { resizeRule } from '../sampling/resize-rule';
import { resizeSample } from '../sampling/resize-sample';
import { createSyntheticDataset } from '../synthetic/synthetic-dataset';
import { syntheticSchema } from '../synthetic/synthetic-options';
import { stackImages } from '../batch/stack-images';
import { changed, EXAMPLE, putCustom } from '../testing/custom-fixture';
import { openCustom } from './custom/custom-dataset';
import { customDatasetSchema } from './custom/custom-options';
import { openHico } from './hico/hico-dataset';
import { hicoSchema } from './hico/hico-options';
import { openVcoco } from './vcoco/open-vcoco';
import { vcocoSchema } from './vcoco/vcoco-options';
import { writeVcocoFolder } from './write-vcoco-folder';

const SPLITS: SplitName[] = ['train', 'validation', 'test'];
const written = createSyntheticDataset(
  syntheticSchema.parse({ train: 3, validation: 2, test: 1, seed: 5, size: 48 }),
);

let root: string;
beforeEach(async () => (root = await mkdtemp(join(tmpdir(), 'turbo-hoi-'))));
afterEach(() => rm(root, { recursive: true }));

const never = () => Promise.reject(new Error('not needed'));
const sizes = ({ split }: Dataset) => SPLITS.map((name) => split(name).size);

describe('V-COCO without pixels', () => {
  const open = (warn?: (line: string) => void) =>
    openVcoco(vcocoSchema.parse({ root, pixels: 'none' }), { warn });

  beforeEach(async () => {
    await writeVcocoFolder(written, SPLITS, root);
    await rm(join(root, 'images'), { recursive: true });
  });

  it('has the annotations, sizes and no pixels, in the same order and without image files', async () => {
    const warnings: string[] = [];
    const { split } = await open((line) => warnings.push(line));
    expect(warnings).toEqual([]);
    for (const name of SPLITS) {
      const [own, other] = [split(name), written.split(name)];
      expect([own.size, own.imagePath]).toEqual([other.size, undefined]);
      for (let index = 0; index < own.size; index++) {
        const { image, ...annotations } = await own.sample(index);
        expect(annotations).toEqual(await own.annotations(index));
        const { image: painted, ...expected } = await other.sample(index);
        expect(annotations).toEqual({ ...expected, fileName: expect.any(String) });
        expect([image.width, image.height]).toEqual([painted.width, painted.height]);
        expect(image.data).toHaveLength(0);
      }
    }
  });

  it('opens with the files of one split alone', async () => {
    for (const name of ['train', 'trainval', 'test']) {
      await rm(join(root, 'vcoco', `vcoco_${name}.json`));
      await rm(join(root, 'splits', `vcoco_${name}.ids`));
    }
    await rm(join(root, 'person_keypoints_val2014.json'));
    const dataset = await open();
    expect(sizes(dataset)).toEqual([0, 2, 0]);
    expect((await dataset.split('validation').sample(1)).people.length).toBeGreaterThan(0);
  });

  it('has people without keypoints without the keypoint files, with a warning each', async () => {
    for (const set of ['train', 'val']) await rm(join(root, `person_keypoints_${set}2014.json`));
    const warnings: string[] = [];
    const { split } = await open((line) => warnings.push(line));
    expect(warnings).toEqual(
      ['train', 'val'].map((set) =>
        expect.stringMatching(new RegExp(`person_keypoints_${set}2014.json is missing`)),
      ),
    );
    expect((await split('train').sample(0)).people[0].keypoints).toBeNull();
  });

  it('resizes and mirrors annotations alone', async () => {
    const { split, info } = await open();
    const sample = await split('train').sample(0);
    const rule = resizeRule({ shortSide: 96, longSide: 1000 });
    const { sample: large } = await resizeSample(sample, rule, never);
    expect([large.width, large.image.width, large.image.data.length]).toEqual([96, 96, 0]);
    expect(large.people[0].box).toEqual(sample.people[0].box.map((side) => 2 * side));
    const options = augmentSchema.parse({ flip: 1, channelShuffle: 1 });
    const mirrored = augment(sample, options, info, createRng(0));
    const [x1, y1, x2, y2] = sample.people[0].box;
    expect(mirrored.people[0].box).toEqual([48 - x2, y1, 48 - x1, y2]);
    expect(mirrored.image).toEqual(sample.image);
    expect(augment(mirrored, options, info, createRng(0)).people).toEqual(sample.people);
  });

  it('is refused where pixels are read', async () => {
    const { image } = await (await open()).split('train').sample(0);
    expect(() => stackImages([image])).toThrow(/48 × 48 has no pixels.*dataset.pixels=read/);
  });
});

describe('a custom data set without pixels', () => {
  const open = async (document: unknown) => {
    await writeFile(join(root, 'dataset.json'), JSON.stringify(document));
    return openCustom(customDatasetSchema.parse({ root, pixels: 'none' }), {});
  };

  it('needs no image files', async () => {
    const sized = changed({ 'images.0.width': 640, 'images.0.height': 480 });
    const sample = await (await open(sized)).split('train').sample(0);
    expect(sample).toMatchObject({ fileName: 'images/0001.jpg', width: 640, height: 480 });
    expect(sample.image).toEqual({ data: new Uint8Array(0), width: 640, height: 480 });
  });

  it('reads the size of an image from its file where it is not written', async () => {
    const unsized = changed({ 'images.0.width': undefined, 'images.0.height': undefined });
    await putCustom(root, unsized);
    const sample = await (await open(unsized)).split('train').sample(0);
    expect([sample.width, sample.height, sample.image.data.length]).toEqual([640, 480, 0]);
  });

  it('refuses images without width and height whose file is not there', async () => {
    const unsized = changed({ 'images.0.width': undefined, 'images.0.height': undefined });
    await expect(open(unsized)).rejects.toThrow(/images\[0\].file: has no width and height/);
    expect(EXAMPLE.images).toHaveLength(1);
  });
});

describe('HICO-DET without pixels', () => {
  const golden = join(__dirname, '../../../formats/src/hico/__golden__/hico-files.json');
  const put = async (path: string, content: string | Buffer) => {
    await mkdir(join(root, path, '..'), { recursive: true });
    await writeFile(join(root, path), content);
  };
  const open = () => openHico(hicoSchema.parse({ root, pixels: 'none' }));

  it('needs no image folder', async () => {
    const { annoBbox } = JSON.parse(await readFile(golden, 'utf8'));
    await put('anno_bbox.mat', Buffer.from(annoBbox, 'base64'));
    const train = (await open()).split('train');
    const sample = await train.sample(0);
    expect(sample).toMatchObject({ fileName: 'HICO_train2015_00000001.jpg', width: 640 });
    expect(sample.image.data).toHaveLength(0);
    expect(train.imagePath).toBeUndefined();
  });

  it('refuses HOIA JSON, which has no sizes', async () => {
    const { hoia } = JSON.parse(await readFile(golden, 'utf8'));
    await put('annotations/trainval_hico.json', JSON.stringify(hoia.train));
    const { split } = await open();
    await expect(split('train').sample(0)).rejects.toThrow(
      /hico train: HICO_train.*has no width and height.*pixels=read/,
    );
  });
});
