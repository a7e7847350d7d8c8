import type { Dirent } from 'node:fs';
import { readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import {
  type DatasetSplit,
  type PoseAnnotatorInput,
  TurboHoiError,
  type XyxyBox,
} from '@turbo-hoi/core';
import { poseFileName, readImage } from '@turbo-hoi/datasets/node';
import { IMAGE_FILE, unreadImages } from '../predict/image-names';

/** Images to annotate. */
export interface ImageSource {
  /** One entry per image, in order. */
  readonly fileNames: readonly string[];
  /** @throws TurboHoiError `io` or `data` for an image that is missing or unreadable */
  read(index: number): Promise<PoseAnnotatorInput>;
}

/**
 * The images of a folder and its subfolders, sorted by path; ids count from 1.
 *
 * @throws TurboHoiError `usage` if there is no such folder, or no image in it
 */
export function folderSource(folder: string, warn?: (line: string) => void): ImageSource {
  const files = listFiles(folder);
  const fileNames = files.filter((name) => IMAGE_FILE.test(name)).sort();
  const unread = unreadImages(files);
  if (fileNames.length === 0) {
    throw new TurboHoiError(
      'usage',
      `--images: ${folder} has no .jpg, .png or .webp file in it or below` +
        (unread === null ? '.' : `; ${unread}`),
    );
  }
  if (unread !== null) warn?.(`--images: ${folder}: ${unread}`);
  return {
    fileNames,
    read: async (index) => ({
      imageId: index + 1,
      fileName: fileNames[index],
      image: await readImage(join(folder, fileNames[index])),
      people: null,
    }),
  };
}

/** The images of a split with the boxes of their annotated people, without crowds. */
export async function splitSource(split: DatasetSplit): Promise<ImageSource> {
  const fileNames: string[] = [];
  for (let index = 0; index < split.size; index++) {
    const { fileName, imageId } = await split.annotations(index);
    fileNames.push(poseFileName(fileName, imageId));
  }
  return {
    fileNames,
    read: async (index) => {
      const { imageId, image, people } = await split.sample(index);
      const boxes = people.flatMap(({ box, crowd }): XyxyBox[] => (crowd ? [] : [box]));
      return { imageId, fileName: fileNames[index], image, people: boxes };
    },
  };
}

function listFiles(folder: string): string[] {
  let entries: Dirent[];
  try {
    entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  } catch (error) {
    throw new TurboHoiError(
      'usage',
      `--images: ${folder} cannot be listed (${(error as Error).message}); name a folder of images.`,
      { cause: error },
    );
  }
  return entries
    .filter((entry) => entry.isFile() || entry.isSymbolicLink())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll(sep, '/'));
}
