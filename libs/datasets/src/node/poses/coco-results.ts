import {
  type AnnotatedPose,
  definePlugin,
  pluginModule,
  POSE_ANNOTATORS,
  type PoseAnnotator,
  type PoseAnnotatorContext,
} from '@turbo-hoi/core';
import { z } from 'zod';
import { describeEntries } from '../../poses/entry-images';
import type { ImageSize } from '../../sampling/resize-rule';
import { tellOutside } from '../outside-image';
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
  const outside = tellOutside(file, 'poses', context.warn);
  return {
    expect: async (asked) => {
      entries.expect(asked);
      context.warn?.(describeEntries(file, entries.counts()));
    },
    annotate: async ({ fileName, image }) => {
      const own = entries.keysOf({ fileName }).flatMap((key) => poses.ofImage(key));
      const inside = own.filter((pose) => touches(pose, image));
      if (inside.length < own.length) outside('a pose', fileName);
      return inside;
    },
  };
}

/** Whether any keypoint that was found lies in the image. */
function touches({ keypoints }: AnnotatedPose, { width, height }: ImageSize): boolean {
  for (let at = 0; at < keypoints.length; at += 3) {
    const [x, y, confidence] = keypoints.subarray(at, at + 3);
    if (confidence > 0 && x >= 0 && y >= 0 && x <= width && y <= height) return true;
  }
  return false;
}
