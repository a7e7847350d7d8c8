import { TurboHoiError, type DatasetContext, type SplitName } from '@turbo-hoi/core';
import { readFile } from 'node:fs/promises';
import type { LabelledSplit } from '../../inspect/inspect-labels';
import { findFile } from '../find-file';
import { VCOCO_PLACES, VCOCO_SPLITS } from '../vcoco-layout';
import { readVcocoLabels } from '../vcoco/read-vcoco-labels';

const SETS = ['train2014', 'val2014'] as const;

/**
 * V-COCO's label files in a folder that lacks COCO's instances; null: they are there, or there are no labels.
 *
 * @throws TurboHoiError `io` for a file that cannot be read, `data` for content that is not V-COCO's; single bad values only unless `skipBad`
 */
export async function readLabelFolder(
  root: string,
  splits: readonly SplitName[],
  options: { readonly skipBad?: boolean } = {},
  context: DatasetContext = {},
): Promise<LabelledSplit[] | null> {
  const instances = [...VCOCO_PLACES.instances, ...SETS.flatMap(VCOCO_PLACES.cocoInstances)];
  const names = Object.values(VCOCO_SPLITS).map(({ name }) => name);
  if (findFile(root, instances) !== null) return null;
  if (findFile(root, names.flatMap(VCOCO_PLACES.labels)) === null) return null;
  const labels = await readVcocoLabels(root, options, context);
  return Promise.all(
    splits.map(async (split): Promise<LabelledSplit> => {
      const { name } = VCOCO_SPLITS[split];
      const found = labels.splits.get(name as 'train' | 'val' | 'test');
      if (found) return { split, records: found.records, ids: found.ids };
      // A list without labels still says how many images there are.
      const list = findFile(root, VCOCO_PLACES.ids(name));
      return { split, records: null, ids: list === null ? null : await readIds(list) };
    }),
  );
}

async function readIds(path: string): Promise<number[]> {
  const text = await readFile(path, 'utf8').catch((error: Error) => {
    throw new TurboHoiError('io', `${path}: cannot be read (${error.message}).`, { cause: error });
  });
  return text.split(/\s+/).filter(Boolean).map(Number);
}
