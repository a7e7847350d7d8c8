import type { DatasetContext } from '@turbo-hoi/core';
import { join } from 'node:path';
import { imageFolders } from '../coco/image-folders';
import { findFile, notFound } from '../find-file';
import { imageSetOf, VCOCO_PLACES } from '../vcoco-layout';
import type { VcocoOptions } from './vcoco-options';

/** COCO's part of a V-COCO folder. */
export interface VcocoFiles {
  readonly instances: readonly string[];
  readonly keypoints: readonly string[];
  imagePath(fileName: string): string;
}

const SETS = ['train2014', 'val2014'] as const;

/** Finds COCO's part of a V-COCO folder. @throws TurboHoiError `io` with the searched paths, if there is no instances file */
export function findVcocoFiles(options: VcocoOptions, { warn }: DatasetContext): VcocoFiles {
  const { root, images, outsideFiles } = options;
  const candidates = (set: string) =>
    images
      ? [join(images, set), join(images, 'images', set), images]
      : VCOCO_PLACES.images(set).map((path) => join(root, path));
  return {
    instances: options.instances ?? findInstances(root),
    keypoints: options.keypoints ?? findKeypoints(root, warn),
    imagePath: imageFolders(candidates, imageSetOf, { outsideFiles, warn }),
  };
}

function findInstances(root: string): string[] {
  const own = findFile(root, VCOCO_PLACES.instances);
  if (own !== null) return [own];
  const coco = SETS.flatMap((set) => findFile(root, VCOCO_PLACES.cocoInstances(set)) ?? []);
  if (coco.length > 0) return coco;
  throw notFound(
    root,
    'COCO instances file',
    [...VCOCO_PLACES.instances, ...SETS.flatMap(VCOCO_PLACES.cocoInstances)],
    'Set the option "instances" to the file.',
  );
}

function findKeypoints(root: string, warn: DatasetContext['warn']): string[] {
  return SETS.flatMap((set) => {
    const path = findFile(root, VCOCO_PLACES.keypoints(set));
    if (path === null) {
      warn?.(
        `${root}: person_keypoints_${set}.json is missing, so people of ${set} have no keypoints. ` +
          `Looked for ${VCOCO_PLACES.keypoints(set).join(', ')}.`,
      );
    }
    return path ?? [];
  });
}
