import { join, relative, sep } from 'node:path';
import {
  type DatasetSplit,
  type PoseAnnotatorInput,
  TurboHoiError,
  type XyxyBox,
} from '@turbo-hoi/core';
import { poseFileName, readImage } from '@turbo-hoi/datasets/node';
import { type LeftOut, leftOutLine } from '../input/files-below';
import { imagesBelow } from '../input/image-names';

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
  const leftOut: LeftOut = new Map();
  const nameOf = (path: string) => relative(folder, path).replaceAll(sep, '/');
  const fileNames = imagesIn(folder, leftOut).map(nameOf).sort();
  const others = leftOutLine(leftOut, nameOf);
  if (fileNames.length === 0) {
    throw new TurboHoiError(
      'usage',
      `--images: ${folder} has no .jpg, .png or .webp file in it or below.${others ? ` ${others}` : ''}`,
    );
  }
  if (others) warn?.(`--images: ${others}`);
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

function imagesIn(folder: string, leftOut: LeftOut): string[] {
  try {
    return imagesBelow(folder, leftOut);
  } catch (error) {
    throw new TurboHoiError(
      'usage',
      `--images: ${folder} cannot be listed (${(error as Error).message}); name a folder of images.`,
      { cause: error },
    );
  }
}
