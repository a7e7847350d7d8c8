import type { DatasetInfo, ImageAnnotations } from '@turbo-hoi/core';
import { TurboHoiError } from '@turbo-hoi/core';
import type { HicoImageLabels, HicoSplit } from '@turbo-hoi/formats';
import { hicoPeople, type HicoMerging } from './hico-people';

/** The sources of an image's annotations. */
export interface HicoImages {
  readonly split: HicoSplit;
  readonly info: DatasetInfo;
  readonly labels: HicoImageLabels | null;
  readonly merging: HicoMerging;
  /** Annotation ids count from here. */
  readonly firstId: number;
}

/** The annotations of an image; a size of 0 is unknown. Image ids count from 1 in the order of the file. */
export function hicoAnnotations(images: HicoImages, image: number): ImageAnnotations {
  const { split, info, merging, firstId } = images;
  return {
    imageId: image + 1,
    fileName: split.fileNames[image],
    width: split.widths[image],
    height: split.heights[image],
    ...hicoPeople(split, image, info, merging, firstId + 2 * split.firstPair[image]),
    hoiLabels: imageLabels(images, image),
  };
}

/** The image labels of `anno.mat` if there are any, otherwise the HOIs annotated with boxes or as invisible. */
function imageLabels({ split, labels }: HicoImages, image: number): number[] {
  if (labels) return [...labels.hois.subarray(labels.first[image], labels.first[image + 1])];
  const located = split.hois.subarray(split.firstPair[image], split.firstPair[image + 1]);
  const unlocated = split.unlocated.subarray(
    split.firstUnlocated[image],
    split.firstUnlocated[image + 1],
  );
  return [...new Set([...located, ...unlocated])].sort((a, b) => a - b);
}

/**
 * Checks that image labels belong to the images of a split, one by one.
 *
 * @throws TurboHoiError `data` naming the first image that differs
 */
export function checkLabels(labels: HicoImageLabels, split: HicoSplit, hois: number, file: string) {
  const length = Math.max(labels.fileNames.length, split.fileNames.length);
  for (let i = 0; i < length; i++) {
    if (labels.fileNames[i] === split.fileNames[i]) continue;
    throw new TurboHoiError(
      'data',
      `${file}: image ${i + 1} is ${labels.fileNames[i] ?? 'missing'}, but ${split.fileNames[i] ?? 'missing'} among ` +
        `the boxes; expected the same images in the same order.`,
    );
  }
  const most = labels.hois.reduce((max, hoi) => Math.max(max, hoi), -1);
  if (most >= hois) {
    throw new TurboHoiError(
      'data',
      `${file}: has labels of ${most + 1} HOIs; the boxes list ${hois}.`,
    );
  }
}
