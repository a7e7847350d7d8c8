import {
  TurboHoiError,
  type Dataset,
  type DatasetInfo,
  type DatasetSplit,
  type SplitName,
} from '@turbo-hoi/core';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FiledSample } from '../vcoco/filed-sample';
import type { CocoFile, CocoPerson, VcocoRecord } from '../vcoco/format';
import { joinAnnotations, vcocoInfo } from '../vcoco/join-annotations';
import { readImage } from './images/read-image';
import { VCOCO_PATHS, VCOCO_SPLITS } from './vcoco-layout';

const SPLITS = Object.keys(VCOCO_SPLITS) as SplitName[];

/**
 * A V-COCO folder as a data set; images are read when a sample is asked for, and not kept.
 *
 * A split without a label file is empty.
 *
 * @throws TurboHoiError `io` for a missing or unreadable file, `data` for labels without their boxes
 */
export async function readVcocoFolder(root: string): Promise<Dataset> {
  const instances = await readJson<CocoFile>(root, VCOCO_PATHS.instances);
  const people = (
    await Promise.all(
      (['train2014', 'val2014'] as const).map((set) =>
        readJson<CocoFile<CocoPerson>>(root, VCOCO_PATHS.keypoints(set)),
      ),
    )
  ).flatMap(({ annotations }) => annotations);
  const present = SPLITS.filter((split) => existsSync(join(root, labelPath(split))));
  if (present.length === 0) {
    throw new TurboHoiError(
      'io',
      `${root}: none of ${SPLITS.map(labelPath).join(', ')} is there; name a V-COCO folder.`,
    );
  }
  const labels = new Map<SplitName, readonly VcocoRecord[]>();
  for (const split of present) {
    labels.set(split, await readJson<VcocoRecord[]>(root, labelPath(split)));
  }
  const info: DatasetInfo = vcocoInfo(labels.get(present[0])!, instances);
  const splits = new Map<SplitName, DatasetSplit>();
  for (const split of SPLITS) {
    const records = labels.get(split);
    const samples = records
      ? joinAnnotations({ records, ids: await readIds(root, split), instances, people }, info)
      : [];
    splits.set(split, folderSplit(root, split, samples));
  }
  return { info, split: (name) => splits.get(name)! };
}

const labelPath = (split: SplitName) => VCOCO_PATHS.labels(VCOCO_SPLITS[split].name);

function folderSplit(
  root: string,
  split: SplitName,
  samples: readonly FiledSample[],
): DatasetSplit {
  const at = (index: number) => {
    if (samples[index]) return samples[index];
    throw new RangeError(`v-coco ${split}: index ${index} is not in 0..${samples.length - 1}`);
  };
  return {
    size: samples.length,
    annotations: async (index) => at(index),
    sample: async (index) => {
      const { file, ...annotations } = at(index);
      const path = join(root, VCOCO_PATHS.image(file.file_name));
      return { ...annotations, image: await readImage(path, { expected: annotations }) };
    },
  };
}

async function readIds(root: string, split: SplitName): Promise<number[]> {
  const text = await readText(root, VCOCO_PATHS.ids(VCOCO_SPLITS[split].name));
  return text.split(/\s+/).filter(Boolean).map(Number);
}

async function readJson<T>(root: string, path: string): Promise<T> {
  const text = await readText(root, path);
  try {
    return JSON.parse(text) as T;
  } catch (error) {
    throw unreadable(join(root, path), error as Error);
  }
}

function readText(root: string, path: string): Promise<string> {
  const file = join(root, path);
  return readFile(file, 'utf8').catch((error: Error) => {
    throw unreadable(file, error);
  });
}

function unreadable(path: string, error: Error): TurboHoiError {
  return new TurboHoiError('io', `${path}: cannot be read (${error.message}).`, { cause: error });
}
