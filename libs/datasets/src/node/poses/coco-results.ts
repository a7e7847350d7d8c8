import {
  definePlugin,
  pluginModule,
  POSE_ANNOTATORS,
  type PoseAnnotator,
  type PoseAnnotatorContext,
} from '@turbo-hoi/core';
import { z } from 'zod';
import { describeEntries } from '../../poses/entry-images';
import { pathOption } from '../path-option';
import { poseEntries, readPoseFile, readPoseImages } from './read-pose-file';

const schema = z.strictObject({
  /** A COCO results file, or a COCO keypoint file. */
  file: pathOption,
  /** A COCO file whose `images` map image ids to file names; null: those of `file`, or ids and names as `ImageFinder` finds them. */
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
  const entries = poseEntries(file, poses, images);
  return {
    expect: async (asked) => {
      entries.expect(asked);
      context.warn?.(describeEntries(file, entries.counts()));
    },
    annotate: async ({ fileName }) =>
      entries.keysOf({ fileName }).flatMap((key) => poses.ofImage(key)),
  };
}
