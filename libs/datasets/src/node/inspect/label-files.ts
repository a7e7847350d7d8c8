import { type DatasetContext, type SplitName, unreadable } from '@turbo-hoi/core';
import { readFile } from 'node:fs/promises';
import type { LabelledSplit } from '../../inspect/inspect-labels';
import { findFile } from '../find-file';
import { COCO_RELEASES, VCOCO_PATHS, VCOCO_PLACES, VCOCO_SPLITS } from '../vcoco-layout';
import { readVcocoLabels } from '../vcoco/read-vcoco-labels';
import { refusePipe } from '@turbo-hoi/formats/node';

const [SETS] = COCO_RELEASES;

/** The content of a folder with V-COCO's labels but without COCO's instances. */
export interface LabelFolder {
  readonly splits: readonly LabelledSplit[];
  /** Missing files that training needs, one line each. */
  readonly missing: readonly string[];
}

/**
 * Reads V-COCO's label files of a folder without COCO's instances; null if the instances exist, or there are no labels.
 *
 * @throws TurboHoiError `io` for a file that cannot be read, `data` for content that is not V-COCO's; single bad values only unless `skipBad`
 */
export async function readLabelFolder(
  root: string,
  splits: readonly SplitName[],
  options: { readonly skipBad?: boolean } = {},
  context: DatasetContext = {},
): Promise<LabelFolder | null> {
  const sets = COCO_RELEASES.flat();
  const instances = [...VCOCO_PLACES.instances, ...sets.flatMap(VCOCO_PLACES.cocoInstances)];
  const names = Object.values(VCOCO_SPLITS).map(({ name }) => name);
  if (findFile(root, instances) !== null) return null;
  if (findFile(root, names.flatMap(VCOCO_PLACES.labels)) === null) return null;
  const labels = await readVcocoLabels(root, options, context);
  const read = await Promise.all(
    splits.map(async (split): Promise<LabelledSplit> => {
      const { name } = VCOCO_SPLITS[split];
      const found = labels.splits.get(name as 'train' | 'val' | 'test');
      if (found) return { split, records: found.records, ids: found.ids };
      // A list without labels still has the number of images.
      const list = findFile(root, VCOCO_PLACES.ids(name));
      return { split, records: null, ids: list === null ? null : await readIds(list) };
    }),
  );
  return { splits: read, missing: missingParts(root, read) };
}

function missingParts(root: string, splits: readonly LabelledSplit[]): string[] {
  const parts: [places: readonly string[], what: string][] = [
    [VCOCO_PLACES.instances, `${VCOCO_PATHS.instances}, the boxes of people and objects`],
    ...SETS.map((set): [string[], string] => [
      VCOCO_PLACES.keypoints(set),
      `${VCOCO_PATHS.keypoints(set)}, keypoints of people`,
    ]),
    ...SETS.map((set): [string[], string] => [
      VCOCO_PLACES.images(set),
      `${set}, a folder of images`,
    ]),
  ];
  const unlabelled = splits.filter(({ records }) => records === null);
  return [
    ...parts.flatMap(([places, what]) => (findFile(root, places) === null ? [what] : [])),
    ...unlabelled.map(({ split }) => `labels of the ${split} split`),
  ];
}

async function readIds(path: string): Promise<number[]> {
  refusePipe(path);
  const text = await readFile(path, 'utf8').catch((error: Error) => {
    throw unreadable(path, error);
  });
  return text.split(/\s+/).filter(Boolean).map(Number);
}
