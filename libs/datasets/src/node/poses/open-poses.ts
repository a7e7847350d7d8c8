import {
  TurboHoiError,
  type Dataset,
  type DatasetContext,
  type ImageAnnotations,
} from '@turbo-hoi/core';
import { countPoses, describePoseCounts } from '../../poses/count-poses';
import { PoseImages } from '../../poses/pose-images';
import { withPoses, type PoseOptions, type PoseSource } from '../../poses/with-poses';
import { readPoseFile } from './read-pose-file';

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
  const names = new PoseImages(images);
  const idOf = ({ fileName, imageId }: ImageAnnotations) =>
    names.idOf(poseFileName(fileName, imageId));
  const source: PoseSource = {
    ofImage: (image) => {
      const id = idOf(image);
      return id === undefined ? [] : poses.ofImage(id);
    },
  };
  const train = dataset.split('train');
  const counts = await countPoses(train, source, options, (image) => {
    const id = idOf(image);
    if (id !== undefined) checkSize(file, image, names.get(id)?.size ?? null);
  });
  const line = describePoseCounts(file, counts, await exampleNames(names, dataset));
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

async function exampleNames(names: PoseImages, dataset: Dataset): Promise<string> {
  const train = dataset.split('train');
  if (train.size === 0 || names.example === undefined) return '';
  const { fileName, imageId } = await train.annotations(0);
  return `Its images have names such as ${names.example}, those of the data set such as ${poseFileName(fileName, imageId)}.`;
}
