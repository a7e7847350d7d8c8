import {
  TurboHoiError,
  type Dataset,
  type DatasetContext,
  type ImageAnnotations,
} from '@turbo-hoi/core';
import { countPoses, describePoseCounts } from '../../poses/count-poses';
import { describeEntries } from '../../poses/entry-images';
import { namedImages } from '../../poses/named-images';
import type { PoseImage } from '../../poses/pose-image';
import { withPoses, type PoseOptions, type PoseSource } from '../../poses/with-poses';
import { poseEntries, readPoseFile } from './read-pose-file';

/** Options of the poses of a data set's people. */
export interface DatasetPoses extends PoseOptions {
  /** A COCO keypoint file with scores, such as one written by `annotate`. */
  readonly file: string;
}

/**
 * Adds the poses of a file to a data set, matched by file name and IoU; see `withPoses`.
 *
 * @param context receives the numbers of people with a pose and of unmatched poses
 * @throws TurboHoiError `io` or `data` for the file; `data` for images of another size, or if no pose was matched
 */
export async function openPoses(
  dataset: Dataset,
  { file, ...options }: DatasetPoses,
  context: DatasetContext = {},
): Promise<Dataset> {
  const { poses, images } = await readPoseFile(file, context);
  if (images === null) {
    throw new TurboHoiError(
      'data',
      `${file}: is a list of results without names of images; convert it to a keypoint file: ` +
        `annotate --pose coco-results --pose-set file=${file}.`,
    );
  }
  const entries = poseEntries(file, poses, images);
  const keysOf = ({ fileName, imageId }: ImageAnnotations) =>
    entries.keysOf({ fileName: poseFileName(fileName, imageId) });
  const source: PoseSource = {
    ofImage: (image) => keysOf(image).flatMap((key) => poses.ofImage(key)),
  };
  const train = dataset.split('train');
  const names = await namedImages(train);
  entries.expect(names.map(({ fileName, id = NaN }) => ({ fileName: poseFileName(fileName, id) })));
  context.warn?.(describeEntries(file, entries.counts()));
  const counts = await countPoses(train, source, options, (image) => {
    for (const key of keysOf(image))
      checkSize(file, image, images.get(key as number)?.size ?? null);
  });
  const line = describePoseCounts(file, counts, await exampleNames(images, dataset));
  context.warn?.(line);
  return withPoses(dataset, source, options);
}

/** Name of an image in a pose file: its file name, or its id if images are not files. */
export function poseFileName(fileName: string | undefined, imageId: number): string {
  return fileName ?? String(imageId);
}

function checkSize(
  file: string,
  { width, height, fileName, imageId }: ImageAnnotations,
  size: { readonly width: number; readonly height: number } | null,
): void {
  if (size === null || (size.width === width && size.height === height)) return;
  throw new TurboHoiError(
    'data',
    `${file}: image ${poseFileName(fileName, imageId)} is ${size.width}×${size.height} there and ${width}×${height} ` +
      'in the data set; annotate the images of the data set, in their own size.',
  );
}

async function exampleNames(
  images: ReadonlyMap<number, PoseImage>,
  dataset: Dataset,
): Promise<string> {
  const train = dataset.split('train');
  const [example] = images.values();
  if (train.size === 0 || example === undefined) return '';
  const { fileName, imageId } = await train.annotations(0);
  return `Its images have names such as ${example.fileName}, those of the data set such as ${poseFileName(fileName, imageId)}.`;
}
