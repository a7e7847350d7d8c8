import {
  type DatasetContext,
  type DatasetSplit,
  type ImageAnnotations,
  TurboHoiError,
} from '@turbo-hoi/core';
import { hicoAnnotations, type HicoImages } from '../../hico/hico-split';
import { readImageSize } from '../custom/read-image-size';
import { fileSplit } from '../file-split';
import { imageFolder } from '../images/image-folder';
import type { Pixels } from '../pixels-option';

/** Where the images of a split are. */
export interface ImagePlace {
  readonly folder: string;
  /** Of the split, for messages. */
  readonly name: string;
  /** Whether truncated images are decoded. */
  readonly skipBad: boolean;
  readonly pixels: Pixels;
  readonly outsideFiles?: boolean;
  readonly warn?: DatasetContext['warn'];
}

/**
 * Creates a split from some images of an annotation file.
 *
 * @param chosen positions in the file
 * @throws TurboHoiError `data` at images without a size in a split without pixels
 */
export function hicoFolderSplit(
  images: HicoImages,
  chosen: Int32Array,
  { folder, name, skipBad, pixels, outsideFiles, warn }: ImagePlace,
): DatasetSplit {
  const pathOf = imageFolder(folder, { outsideFiles, warn });
  const imagePath = (index: number) => pathOf(images.split.fileNames[chosen[index]]);
  return fileSplit({
    name,
    size: chosen.length,
    imagePath,
    partialImages: skipBad,
    pixels,
    annotations: async (index): Promise<ImageAnnotations> => {
      const known = hicoAnnotations(images, chosen[index]);
      if (known.width > 0 && known.height > 0) return known;
      if (pixels === 'none') throw withoutSize(name, images.split.fileNames[chosen[index]]);
      // HOIA JSON has no sizes. Like all of HICO's, its boxes are in pixels of the stored image, without EXIF rotation.
      return { ...known, ...(await readImageSize(imagePath(index), false)) };
    },
  });
}

function withoutSize(split: string, file: string): TurboHoiError {
  return new TurboHoiError(
    'data',
    `${split}: ${file} has no width and height in the annotations, and images are not read; open the data set with pixels=read, ` +
      'or from anno_bbox.mat, which has sizes.',
  );
}
