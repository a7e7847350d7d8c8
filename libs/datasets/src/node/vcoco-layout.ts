import type { SplitName } from '@turbo-hoi/core';
import { join } from 'node:path';
import type { CocoYearSet } from '../vcoco/format';

/** V-COCO's name of a split, and the COCO 2014 set that its images are from. */
export const VCOCO_SPLITS: Readonly<Record<SplitName, { name: string; set: CocoYearSet }>> = {
  train: { name: 'train', set: 'train2014' },
  validation: { name: 'val', set: 'train2014' },
  test: { name: 'test', set: 'val2014' },
};

/** Where the files of a V-COCO folder are. */
export const VCOCO_PATHS = {
  labels: (split: string) => join('vcoco', `vcoco_${split}.json`),
  ids: (split: string) => join('splits', `vcoco_${split}.ids`),
  instances: 'instances_vcoco_all_2014.json',
  keypoints: (set: CocoYearSet) => `person_keypoints_${set}.json`,
  /** File names begin with `COCO_<set>_`, which names the folder too. */
  image: (fileName: string) => join('images', fileName.split('_')[1] ?? '', fileName),
};
