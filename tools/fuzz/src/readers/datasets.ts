import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Dataset, SplitName } from '@turbo-hoi/core';
import { createSyntheticDataset, syntheticSchema } from '@turbo-hoi/datasets';
import {
  cocoSchema,
  customDatasetSchema,
  hicoSchema,
  openCoco,
  openCustom,
  openHico,
  openPoses,
  openVcoco,
  vcocoSchema,
  writeHicoFolder,
  writeVcocoFolder,
} from '@turbo-hoi/datasets/node';
import { fileSeed, type FuzzReader, type Seed } from '../seed';
import { customSet, hicodetSplit, hoiaSplit, imageFile } from './small-sets';

const SPLITS: readonly SplitName[] = ['train', 'validation', 'test'];
const INSTANCES = 'instances_vcoco_all_2014.json';
const KEYPOINTS = 'person_keypoints_train2014.json';
const VCOCO_FILES = ['vcoco/vcoco_train.json', 'splits/vcoco_train.ids', INSTANCES, KEYPOINTS];

export const vcocoReader: FuzzReader = {
  name: 'vcoco',
  async seeds(folder) {
    const root = await vcocoFolder(folder);
    return bothWays(
      (skipBad) => openVcoco(vcocoSchema.parse({ root, skipBad })),
      (read) => VCOCO_FILES.map((file) => fileSeed(file, join(root, file), read)),
    );
  },
};

export const cocoReader: FuzzReader = {
  name: 'coco',
  async seeds(folder) {
    const root = await vcocoFolder(folder);
    const instances = join(root, INSTANCES);
    const keypoints = join(root, KEYPOINTS);
    const train = { instances, keypoints, images: join(root, 'images/train2014') };
    return bothWays(
      (skipBad) => openCoco(cocoSchema.parse({ root, train, skipBad })),
      (read) => [
        fileSeed('instances.json', instances, read),
        fileSeed('keypoints.json', keypoints, read),
      ],
    );
  },
};

export const hicoReader: FuzzReader = {
  name: 'hico',
  async seeds(folder) {
    const root = join(folder, 'hico');
    await writeHicoFolder(synthetic(12), ['train', 'test'], root);
    const mats = bothWays(
      (skipBad) => openHico(hicoSchema.parse({ root, skipBad })),
      (read) => [
        fileSeed('anno_bbox.mat', join(root, 'anno_bbox.mat'), read),
        fileSeed('anno.mat', join(root, 'anno.mat'), read),
      ],
    );
    // HOIA files have no image sizes.
    const jpeg = await imageFile('jpeg', 200, 150);
    const json = { hicodet: hicodetSplit(), hoia: hoiaSplit() };
    return [
      ...mats,
      ...Object.entries(json).flatMap(([name, content]) => jsonSeeds(folder, name, content, jpeg)),
    ];
  },
};

export const customReader: FuzzReader = {
  name: 'custom',
  async seeds(folder) {
    const file = join(folder, 'dataset.json');
    write(file, JSON.stringify(customSet()));
    write(join(folder, 'image.png'), await imageFile('png'));
    return bothWays(
      (skipBad) => openCustom(customDatasetSchema.parse({ root: folder, skipBad })),
      (read) => [fileSeed('dataset.json', file, read)],
    );
  },
};

export const posesReader: FuzzReader = {
  name: 'poses',
  async seeds(folder) {
    const root = await vcocoFolder(folder);
    const dataset = await openVcoco(vcocoSchema.parse({ root }));
    const keypoints = join(root, KEYPOINTS);
    const file = join(folder, 'poses.json');
    const content = JSON.parse(readFileSync(keypoints, 'utf8')) as { annotations: object[] };
    const annotations = content.annotations.map((annotation) => ({ ...annotation, score: 0.5 }));
    write(file, JSON.stringify({ ...content, annotations }));
    const read = async () =>
      annotationsOf(await openPoses(dataset, { file, minScore: 0.1, matchIou: 0.5 }));
    return [fileSeed('poses.json', file, read)];
  },
};

function synthetic(images: number): Dataset {
  return createSyntheticDataset(
    syntheticSchema.parse({ train: images, validation: 2, test: images, seed: 3 }),
  );
}

async function vcocoFolder(folder: string): Promise<string> {
  const root = join(folder, 'vcoco');
  await writeVcocoFolder(synthetic(3), SPLITS, root);
  return root;
}

function jsonSeeds(folder: string, name: string, content: unknown, jpeg: Uint8Array): Seed[] {
  const root = join(folder, name);
  const file = join(root, 'train.json');
  write(file, JSON.stringify(content));
  for (const image of ['1.jpg', '2.jpg']) write(join(root, 'train2015', image), jpeg);
  const annotations = { train: file };
  return bothWays(
    (skipBad) => openHico(hicoSchema.parse({ root, annotations, images: '.', skipBad })),
    (read) => [fileSeed(`${name}.json`, file, read)],
  );
}

/** Reads strictly, and again skipping bad entries: the remaining entries have to be valid. */
function bothWays(
  open: (skipBad: boolean) => Promise<Dataset>,
  seeds: (read: () => Promise<void>) => Seed[],
): Seed[] {
  return [false, true].flatMap((skipBad) => seeds(async () => annotationsOf(await open(skipBad))));
}

async function annotationsOf({ split }: Dataset): Promise<void> {
  for (const name of SPLITS) {
    const { size, annotations } = split(name);
    for (let index = 0; index < size; index++) await annotations(index);
  }
}

function write(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}
