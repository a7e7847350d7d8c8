import type { AnnotatedPose } from '@turbo-hoi/core';
import { matchPoses } from '../poses/match-poses';
import { type ClassNames, classOfLabel } from './import-names';
import type { ImportedImage } from './imported-image';
import type { LeftOut } from './left-out';

/** Least overlap of a skeleton's box with a region's; a skeleton that CVAT exports alone has a tight one. */
const LEAST_IOU = 0.3;

/** Gives regions the keypoints of another export's regions that have the same class and overlap them most, by the names of images. */
export function withKeypointsOf(
  images: readonly ImportedImage[],
  skeletons: readonly ImportedImage[],
  classes: ClassNames,
  left: LeftOut,
): ImportedImage[] {
  const byFile = new Map(skeletons.map((image) => [image.file, image.regions]));
  return images.map((image) => {
    const found = (byFile.get(image.file) ?? []).filter(({ keypoints }) => keypoints !== null);
    const classOf = ({ label }: { readonly label: string }) => classOfLabel(label, classes);
    const given = new Map<string, (typeof found)[number]>();
    for (const category of new Set(found.map(classOf))) {
      const poses = found.filter((one) => classOf(one) === category);
      const regions = image.regions.filter((one) => classOf(one) === category);
      const matched = matchPoses(
        poses.map(({ box }): AnnotatedPose => ({ box, score: 1, keypoints: new Float32Array(0) })),
        regions.map(({ box }) => box),
        LEAST_IOU,
      );
      matched.forEach((pose, i) => pose >= 0 && given.set(regions[i].id, poses[pose]));
    }
    const used = new Set(given.values());
    for (const { where } of found.filter((one) => !used.has(one)))
      left.add('skeleton that overlaps no box of its class', where);
    return {
      ...image,
      regions: image.regions.map((one) => ({
        ...one,
        keypoints: given.get(one.id)?.keypoints ?? one.keypoints,
      })),
    };
  });
}
