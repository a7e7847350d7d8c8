import type { SplitName } from '@turbo-hoi/core';
import { join } from 'node:path';
import type { CocoYearSet } from '../vcoco/format';

/** V-COCO's split names, and the COCO 2014 set of their images. */
export const VCOCO_SPLITS: Readonly<Record<SplitName, { name: string; set: CocoYearSet }>> = {
  train: { name: 'train', set: 'train2014' },
  validation: { name: 'val', set: 'train2014' },
  test: { name: 'test', set: 'val2014' },
};

/** COCO's image sets, the release that V-COCO was made of first; 2017 has the same images and ids in other sets. */
export const COCO_RELEASES = [
  ['train2014', 'val2014'],
  ['train2017', 'val2017'],
] as const;
export type CocoSet = (typeof COCO_RELEASES)[number][number];

/** File names begin with `COCO_<set>_`. */
export const imageSetOf = (fileName: string) => fileName.split('_')[1] ?? '';

/** Paths of the files in a written V-COCO folder. */
export const VCOCO_PATHS = {
  labels: (split: string) => join('vcoco', `vcoco_${split}.json`),
  ids: (split: string) => join('splits', `vcoco_${split}.ids`),
  instances: 'instances_vcoco_all_2014.json',
  keypoints: (set: CocoSet) => `person_keypoints_${set}.json`,
  image: (fileName: string) => join('images', imageSetOf(fileName), fileName),
};

const inside = (folders: readonly string[], file: string) =>
  folders.map((folder) => join(folder, file));

// The written layout, the official repository's, its data folder, and all files in one folder.
const LABELS = ['vcoco', 'data/vcoco', '.'];
const IDS = ['splits', 'data/splits', '.'];
const ANNOTATIONS = ['.', 'data', 'annotations', 'coco/annotations', 'coco'];

/** All searched paths, most likely first. */
export const VCOCO_PLACES = {
  labels: (split: string) => inside(LABELS, `vcoco_${split}.json`),
  ids: (split: string) => inside(IDS, `vcoco_${split}.ids`),
  instances: inside(ANNOTATIONS, VCOCO_PATHS.instances),
  cocoInstances: (set: CocoSet) => inside(ANNOTATIONS, `instances_${set}.json`),
  keypoints: (set: CocoSet) => inside(ANNOTATIONS, VCOCO_PATHS.keypoints(set)),
  images: (set: string) => inside(['images', '.', 'coco/images', 'coco'], set),
};
