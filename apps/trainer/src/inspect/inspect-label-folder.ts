import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { SplitName } from '@turbo-hoi/core';
import { inspectLabels, type Inspection } from '@turbo-hoi/datasets';
import { readLabelFiles } from '@turbo-hoi/datasets/node';

const INSTANCES = 'instances_vcoco_all_2014.json';

// Where V-COCO's own repository and folders of ours keep the file.
const FOLDERS = ['.', 'data', 'annotations', 'coco', 'vcoco'];

const NEEDED = [
  `${INSTANCES}, the boxes of people and objects: training and boxes cannot be checked without it`,
  'person_keypoints_train2014.json and person_keypoints_val2014.json, the keypoints',
  'images, train2014 and val2014 of COCO',
];

/**
 * V-COCO's label files by themselves, where a folder holds nothing else; null: it holds more, or none of them.
 *
 * @throws TurboHoiError `io` or `data` for label files that cannot be read
 */
export async function inspectLabelFolder(
  root: string,
  splits: readonly SplitName[],
): Promise<Inspection | null> {
  if (FOLDERS.some((folder) => existsSync(join(root, folder, INSTANCES)))) return null;
  const found = await readLabelFiles(root, splits);
  if (found.every(({ records }) => records === null)) return null;
  const unlabelled = found.filter(({ records }) => records === null);
  return inspectLabels(found, [
    ...NEEDED,
    ...unlabelled.map(({ split }) => `the labels of split ${split}`),
  ]);
}
