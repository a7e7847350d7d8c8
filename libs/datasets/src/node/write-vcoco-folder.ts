import type { Dataset, SplitName } from '@turbo-hoi/core';
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { toInstancesFile, toKeypointsFile } from '../vcoco/coco-files';
import type { FiledSample } from '../vcoco/filed-sample';
import type { CocoYearSet } from '../vcoco/format';
import { toVcocoRecords } from '../vcoco/vcoco-records';
import { encodeImage, type ImageFormat } from './images/encode-image';
import { writeNewFolder } from './new-folder';
import { VCOCO_PATHS, VCOCO_SPLITS } from './vcoco-layout';
import { makeFolder } from '@turbo-hoi/files/node';

export interface WriteVcocoOptions {
  /** PNG (the default) is lossless. */
  readonly format?: ImageFormat;
}

/**
 * Writes splits of a data set as a V-COCO folder: images, labels, split lists, COCO instances and keypoints.
 *
 * @param directory a new or empty folder; it is created only when complete
 * @throws TurboHoiError `io` for a folder with content, `data` for samples that V-COCO's format cannot represent
 */
export async function writeVcocoFolder(
  dataset: Dataset,
  splits: readonly SplitName[],
  directory: string,
  { format = 'png' }: WriteVcocoOptions = {},
): Promise<void> {
  await writeNewFolder(directory, async (root) => {
    const filed = new Map<SplitName, FiledSample[]>();
    for (const split of splits) {
      filed.set(split, await writeImages(dataset, split, root, format));
    }
    await writeLabels(dataset, filed, root);
    await writeAnnotations(dataset, filed, root);
  });
}

async function writeImages(
  dataset: Dataset,
  split: SplitName,
  root: string,
  format: ImageFormat,
): Promise<FiledSample[]> {
  const { size } = dataset.split(split);
  const filed: FiledSample[] = [];
  for (let index = 0; index < size; index++) {
    // Keeps only the annotations in memory.
    const { image, ...annotations } = await dataset.split(split).sample(index);
    const { width, height } = image;
    const id = annotations.imageId;
    const fileName = cocoFileName(VCOCO_SPLITS[split].set, id, format);
    await write(root, VCOCO_PATHS.image(fileName), await encodeImage(image, format));
    filed.push({ ...annotations, file: { id, file_name: fileName, width, height } });
  }
  return filed;
}

function cocoFileName(set: CocoYearSet, imageId: number, format: ImageFormat): string {
  const suffix = format === 'png' ? 'png' : 'jpg';
  return `COCO_${set}_${String(imageId).padStart(12, '0')}.${suffix}`;
}

async function writeLabels(
  { info }: Dataset,
  filed: ReadonlyMap<SplitName, readonly FiledSample[]>,
  root: string,
): Promise<void> {
  const lists: [string, FiledSample[]][] = [...filed].map(([split, files]) => [
    VCOCO_SPLITS[split].name,
    [...files],
  ]);
  const trainval = [...(filed.get('train') ?? []), ...(filed.get('validation') ?? [])];
  if (trainval.length > 0) lists.push(['trainval', trainval]);
  for (const [name, files] of lists) {
    const records = toVcocoRecords(files, info.actions);
    await write(root, VCOCO_PATHS.labels(name), JSON.stringify(records));
    const ids = files.map(({ imageId }) => `${imageId}\n`).join('');
    await write(root, VCOCO_PATHS.ids(name), ids);
  }
}

async function writeAnnotations(
  { info }: Dataset,
  filed: ReadonlyMap<SplitName, readonly FiledSample[]>,
  root: string,
): Promise<void> {
  const all = [...filed.values()].flat();
  await write(root, VCOCO_PATHS.instances, JSON.stringify(toInstancesFile(all, info)));
  for (const set of ['train2014', 'val2014'] as const) {
    const files = [...filed].flatMap(([split, list]) =>
      VCOCO_SPLITS[split].set === set ? list : [],
    );
    const content = JSON.stringify(toKeypointsFile(files, info));
    await write(root, VCOCO_PATHS.keypoints(set), content);
  }
}

async function write(root: string, path: string, content: string | Uint8Array): Promise<void> {
  const file = join(root, path);
  await makeFolder(dirname(file));
  await writeFile(file, content);
}
