import {
  definePlugin,
  pluginModule,
  POSE_ANNOTATORS,
  type PoseAnnotator,
  type PoseAnnotatorContext,
} from '@turbo-hoi/core';
import { z } from 'zod';
import { imageIdOfName } from '../../poses/image-id';
import { PoseImages } from '../../poses/pose-images';
import { pathOption } from '../path-option';
import { readPoseFile, readPoseImages } from './read-pose-file';

const schema = z.strictObject({
  /** A COCO results file, or a COCO keypoint file. */
  file: pathOption,
  /** A COCO file whose `images` map image ids to file names; null: those of `file`, or the digits in the file names of the data set's images. */
  images: pathOption.nullable().default(null),
  /** Factor on every score, for detectors whose scores are not in 0..1. */
  scoreScale: z.number().positive().default(1),
});

/** Poses of any detector, from a COCO results file. */
export const cocoResultsAnnotator = definePlugin(POSE_ANNOTATORS, {
  kind: 'coco-results',
  schema,
  create: openCocoResults,
});

export const poseAnnotatorsModule = pluginModule(cocoResultsAnnotator);

async function openCocoResults(
  { file, images: imagesFile, scoreScale }: z.output<typeof schema>,
  context: PoseAnnotatorContext,
): Promise<PoseAnnotator> {
  const named = imagesFile === null ? null : await readPoseImages(imagesFile, context);
  const { poses, images } = await readPoseFile(file, {
    ...context,
    scoreScale,
    images: named,
  });
  const names = images && new PoseImages(images);
  const idOf = (fileName: string) =>
    names ? names.idOf(fileName) : (imageIdOfName(fileName) ?? undefined);
  return {
    annotate: async ({ fileName }) => {
      const id = idOf(fileName);
      return id === undefined ? [] : poses.ofImage(id);
    },
  };
}
