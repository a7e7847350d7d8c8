import type { DatasetSplit, ImageAnnotations } from '@turbo-hoi/core';
import { join } from 'node:path';
import { hicoAnnotations, type HicoImages } from '../../hico/hico-split';
import { readImageSize } from '../custom/read-image-size';
import { fileSplit } from '../file-split';

/**
 * Creates a split from some images of an annotation file.
 *
 * @param chosen positions in the file
 * @param place the image folder, the split's name for messages, and whether truncated images are decoded
 */
export function hicoFolderSplit(
  images: HicoImages,
  chosen: Int32Array,
  { folder, name, skipBad }: { folder: string; name: string; skipBad: boolean },
): DatasetSplit {
  const imagePath = (index: number) => join(folder, images.split.fileNames[chosen[index]]);
  return fileSplit({
    name,
    size: chosen.length,
    imagePath,
    partialImages: skipBad,
    annotations: async (index): Promise<ImageAnnotations> => {
      const known = hicoAnnotations(images, chosen[index]);
      if (known.width > 0 && known.height > 0) return known;
      // HOIA JSON has no sizes. Like all of HICO's, its boxes are in pixels of the stored image, without EXIF rotation.
      return { ...known, ...(await readImageSize(imagePath(index), false)) };
    },
  });
}
