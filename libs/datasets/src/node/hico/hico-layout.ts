import { TurboHoiError } from '@turbo-hoi/core';
import type { HicoPaths } from '@turbo-hoi/formats/node';
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { HicoOptions } from './hico-options';

/** HICO's split names, which are also the image folders. */
export const HICO_FOLDERS = { train: 'train2015', test: 'test2015' } as const;

/** Paths of the files of a HICO-DET data set. */
export interface HicoLayout {
  readonly annotations: HicoPaths;
  /** `anno.mat`; null: none. */
  readonly imageLabels: string | null;
  /** Contains `train2015` and `test2015`; any folder for a data set without pixels. */
  readonly images: string;
}

// The official archive unpacks into the second.
const FOLDERS = ['', 'hico_20160224_det'];
// In search order.
const ANNOTATIONS: readonly HicoPaths[] = [
  { train: 'anno_bbox.mat', test: 'anno_bbox.mat' },
  { train: 'instances_train2015.json', test: 'instances_test2015.json' },
  {
    train: join('annotations', 'trainval_hico.json'),
    test: join('annotations', 'test_hico.json'),
  },
];

/**
 * Finds the files of a HICO-DET data set: those of the options, otherwise those with the usual names.
 *
 * @throws TurboHoiError `io` if there are none
 */
export function findHico(options: HicoOptions): HicoLayout {
  const annotations = findAnnotations(options);
  return {
    annotations,
    imageLabels: findLabels(options, annotations),
    images: options.pixels === 'none' ? options.root : findImages(options),
  };
}

function findAnnotations({ root, annotations }: HicoOptions): HicoPaths {
  if (annotations !== undefined) {
    const named =
      typeof annotations === 'string' ? { train: annotations, test: annotations } : annotations;
    return absolute(named, (path) => resolve(root, path));
  }
  for (const folder of FOLDERS) {
    for (const usual of ANNOTATIONS) {
      const paths = absolute(usual, (path) => join(root, folder, path));
      const present = Object.entries(paths).filter(([, path]) => existsSync(path));
      if (present.length > 0) return Object.fromEntries(present);
    }
  }
  const names = ANNOTATIONS.map(({ train, test }) =>
    train === test ? train : `${train}, ${test}`,
  );
  throw new TurboHoiError(
    'io',
    `${root}: has no HICO-DET annotations; expected ${names.join(' or ')} (or set the option annotations).`,
  );
}

function findLabels({ root, imageLabels }: HicoOptions, annotations: HicoPaths): string | null {
  if (imageLabels === null) return null;
  if (imageLabels !== undefined) return resolve(root, imageLabels);
  const [first] = Object.values(annotations);
  const beside = first?.endsWith('.mat') ? join(dirname(first), 'anno.mat') : null;
  return beside !== null && existsSync(beside) ? beside : null;
}

function findImages({ root, images }: HicoOptions): string {
  if (images !== undefined) return resolve(root, images);
  const folders = FOLDERS.map((folder) => join(root, folder, 'images'));
  const found = folders.find(existsSync);
  if (found) return found;
  throw new TurboHoiError(
    'io',
    `${root}: has no folder of images; expected ${folders.join(' or ')} (or set the option images).`,
  );
}

function absolute(paths: HicoPaths, toAbsolute: (path: string) => string): HicoPaths {
  return Object.fromEntries(
    Object.entries(paths).map(([split, path]) => [split, toAbsolute(path)]),
  );
}
