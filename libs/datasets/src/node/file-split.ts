import type { DatasetSplit, ImageAnnotations, Sample } from '@turbo-hoi/core';
import { scaleAnnotations } from '../sampling/resize-sample';
import type { Pixels } from './pixels-option';
import { type Orientation, readImage } from './images/read-image';
import { readResized } from './images/read-resized';

/** The content of a split whose images are files; indices are those of the split. */
export interface FileSplit {
  /** For messages. */
  readonly name: string;
  readonly size: number;
  annotations(index: number): ImageAnnotations | Promise<ImageAnnotations>;
  imagePath(index: number): string;
  /** True: decodes the existing part of a truncated image; default: a truncated image is an error. */
  readonly partialImages?: boolean;
  /** The pixels that annotations mean where the size does not tell; default: `stored`, as in COCO and derived data sets. */
  readonly orientation?: Orientation;
  /** `none`: samples are annotations alone, and the split has no image files; default: `read`. */
  readonly pixels?: Pixels;
}

/** Creates a split that reads an image file at each access, without caching. */
export function fileSplit({
  name,
  size,
  annotations,
  imagePath,
  partialImages: partial,
  orientation = 'stored',
  pixels = 'read',
}: FileSplit): DatasetSplit {
  const checked = (index: number) => {
    if (Number.isInteger(index) && index >= 0 && index < size) return index;
    throw new RangeError(`${name}: index ${index} is not in 0..${size - 1}`);
  };
  if (pixels === 'none') {
    return {
      size,
      annotations: async (index) => annotations(checked(index)),
      sample: async (index) => withoutPixels(await annotations(checked(index))),
    };
  }
  return {
    size,
    imagePath: (index) => imagePath(checked(index)),
    annotations: async (index) => annotations(checked(index)),
    sample: async (index, shown) => {
      const known = await annotations(checked(index));
      const path = imagePath(index);
      const options = { expected: known, partial, orientation };
      if (!shown) return { ...known, image: await readImage(path, options) };
      const image = await readResized(path, shown(known), options);
      return { ...scaleAnnotations(known, image), image };
    },
  };
}

function withoutPixels(known: ImageAnnotations): Sample {
  const { width, height } = known;
  return { ...known, image: { data: NO_PIXELS, width, height } };
}

const NO_PIXELS = new Uint8Array(0);

export function emptySplit(name: string): DatasetSplit {
  return fileSplit({ name, size: 0, annotations: none, imagePath: none });
}

function none(): never {
  throw new RangeError('an empty split has no image');
}
