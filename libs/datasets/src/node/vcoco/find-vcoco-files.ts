import type { DatasetContext } from '@turbo-hoi/core';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { imageFolders } from '../coco/image-folders';
import { findFile, notFound } from '../find-file';
import type { ImageFolderOptions } from '../images/image-folder';
import { COCO_RELEASES, imageSetOf, VCOCO_PLACES } from '../vcoco-layout';
import type { VcocoOptions } from './vcoco-options';

/** COCO's part of a V-COCO folder. */
export interface VcocoFiles {
  readonly instances: readonly string[];
  readonly keypoints: readonly string[];
  imagePath(fileName: string): string;
}

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
    imagePath: inEitherRelease(candidates, { outsideFiles, warn }),
  };
}

function findInstances(root: string): string[] {
  const own = findFile(root, VCOCO_PLACES.instances);
  if (own !== null) return [own];
  for (const sets of COCO_RELEASES) {
    const coco = sets.flatMap((set) => findFile(root, VCOCO_PLACES.cocoInstances(set)) ?? []);
    if (coco.length > 0) return coco;
  }
  throw notFound(
    root,
    'COCO instances file',
    [...VCOCO_PLACES.instances, ...COCO_RELEASES.flat().flatMap(VCOCO_PLACES.cocoInstances)],
    'Set the option "instances" to the file.',
  );
}

function findKeypoints(root: string, warn: DatasetContext['warn']): string[] {
  const sets = COCO_RELEASES.find((release) =>
    release.some((set) => findFile(root, VCOCO_PLACES.keypoints(set)) !== null),
  );
  return (sets ?? COCO_RELEASES[0]).flatMap((set) => {
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

/**
 * The path of an image by its name in the annotations: `COCO_train2014_000000000009.jpg` of 2014 is `000000000009.jpg` in
 * `train2017` or `val2017`, with the same id, and the other way round.
 */
function inEitherRelease(
  candidates: (set: string) => readonly string[],
  options: ImageFolderOptions,
): (fileName: string) => string {
  const asNamed = imageFolders(candidates, imageSetOf, options);
  const inOther = (bare: string) =>
    COCO_RELEASES.flat()
      .flatMap((set) =>
        candidates(set).flatMap((folder) => [
          join(folder, bare),
          join(folder, `COCO_${set}_${bare}`),
        ]),
      )
      .find((path) => existsSync(path));
  return (fileName) => {
    const bare = /^(?:COCO_\w+_)?(\d{12}\.\w+)$/.exec(fileName)?.[1];
    if (bare === undefined) return asNamed(fileName);
    try {
      const named = asNamed(fileName);
      return existsSync(named) ? named : (inOther(bare) ?? named);
    } catch (error) {
      // Files with similar names, but none with this one.
      const other = inOther(bare);
      if (other === undefined) throw error;
      return other;
    }
  };
}
