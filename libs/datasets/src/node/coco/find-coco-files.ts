import type { DatasetContext } from '@turbo-hoi/core';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findFile, notFound } from '../find-file';
import type { CocoOptions } from './coco-options';
import { imageFolders } from './image-folders';

/** The annotation files of a COCO image set, at least one of them. */
export interface CocoSetFiles {
  /** `train2017` … */
  readonly set: string;
  readonly instances: string | null;
  readonly keypoints: string | null;
  imagePath(fileName: string): string;
}

export interface CocoFiles {
  /** null: the set does not exist. */
  readonly train: CocoSetFiles | null;
  readonly validation: CocoSetFiles | null;
}

const YEARS = [2017, 2014] as const;
const FOLDERS = ['annotations', '.'];

/** Finds COCO's files. @throws TurboHoiError `io` with the searched paths, if there is no annotation file */
export function findCocoFiles(options: CocoOptions, { warn }: DatasetContext): CocoFiles {
  const { root, year } = options;
  const years = year ? [year] : YEARS;
  const present = years.filter((one) =>
    allPlaces([one]).some((path) => existsSync(join(root, path))),
  );
  if (present.length > 1) {
    const names = present.join(' and ');
    warn?.(`${root}: has COCO ${names}; ${present[0]} is read ("year" chooses).`);
  }
  const files = filesOf(options, present[0] ?? years[0], warn);
  if (files.train === null && files.validation === null) {
    throw notFound(root, 'COCO annotation file', allPlaces(years), 'Name a folder with COCO.');
  }
  for (const set of [files.train, files.validation]) warnOfGaps(root, set, warn);
  return files;
}

const KINDS = ['instances', 'person_keypoints'] as const;

const placesOf = (kind: (typeof KINDS)[number], set: string) =>
  FOLDERS.map((folder) => join(folder, `${kind}_${set}.json`));

const allPlaces = (years: readonly number[]) =>
  years.flatMap((year) =>
    ['train', 'val'].flatMap((set) => KINDS.flatMap((kind) => placesOf(kind, `${set}${year}`))),
  );

function filesOf(options: CocoOptions, year: number, warn: DatasetContext['warn']): CocoFiles {
  const files = (set: string, named: CocoOptions['train']) => setFiles(options, set, named, warn);
  return {
    train: files(`train${year}`, options.train),
    validation: files(`val${year}`, options.validation),
  };
}

function setFiles(
  { root, outsideFiles }: CocoOptions,
  set: string,
  named: CocoOptions['train'],
  warn: DatasetContext['warn'],
): CocoSetFiles | null {
  const instances = named.instances ?? findFile(root, placesOf('instances', set));
  const keypoints = named.keypoints ?? findFile(root, placesOf('person_keypoints', set));
  if (instances === null && keypoints === null) return null;
  const folders = named.images
    ? [join(named.images, set), named.images]
    : [join(root, set), join(root, 'images', set)];
  const imagePath = imageFolders(
    () => folders,
    () => set,
    { outsideFiles, warn },
  );
  return { set, instances, keypoints, imagePath };
}

function warnOfGaps(root: string, files: CocoSetFiles | null, warn: DatasetContext['warn']): void {
  if (files?.keypoints === null) {
    warn?.(`${root}: has no person_keypoints_${files.set}.json, so its people have no keypoints.`);
  }
  if (files?.instances === null) {
    warn?.(`${root}: has no instances_${files.set}.json, so it has people but no other objects.`);
  }
}
