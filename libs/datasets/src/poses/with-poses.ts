import {
  type AnnotatedPose,
  type Dataset,
  type DatasetSplit,
  type ImageAnnotations,
  type PersonAnnotation,
} from '@turbo-hoi/core';
import { hasKeypoints } from './has-keypoints';
import { matchPoses } from './match-poses';

/** Detected poses by image. */
export interface PoseSource {
  ofImage(image: ImageAnnotations): readonly AnnotatedPose[];
}

export interface PoseOptions {
  /** Minimum score of poses. */
  readonly minScore: number;
  /** Least IoU of a pose and an annotated person. */
  readonly matchIou: number;
}

/**
 * Adds detected poses as keypoints to people without annotated ones (the paper's semiautomatic annotation).
 *
 * Only for people of the training split, at most one pose each, and not for crowds. Poses are matched with all people,
 * including those with annotated keypoints, so that the pose of an annotated person is never assigned to a neighbour.
 * `keypointWeights` = confidence of the keypoint × score of the pose, clipped to 0..1.
 */
export function withPoses(dataset: Dataset, poses: PoseSource, options: PoseOptions): Dataset {
  const train = splitWithPoses(dataset.split('train'), poses, options);
  return {
    info: dataset.info,
    split: (name) => (name === 'train' ? train : dataset.split(name)),
  };
}

/** The poses above the minimum score, and the index of each person's match. */
export function assignPoses(
  image: ImageAnnotations,
  source: PoseSource,
  { minScore, matchIou }: PoseOptions,
): { readonly poses: readonly AnnotatedPose[]; readonly poseOf: Int32Array } {
  const poses = source.ofImage(image).filter(({ score }) => score >= minScore);
  // An empty box matches no pose.
  const boxes = image.people.map(({ box, crowd }) => (crowd ? ([0, 0, 0, 0] as const) : box));
  return { poses, poseOf: matchPoses(poses, boxes, matchIou) };
}

function splitWithPoses(
  split: DatasetSplit,
  source: PoseSource,
  options: PoseOptions,
): DatasetSplit {
  const posed = <T extends ImageAnnotations>(image: T): T => {
    const { poses, poseOf } = assignPoses(image, source, options);
    if (poses.length === 0) return image;
    const people = image.people.map((person, index) =>
      poseOf[index] < 0 || hasKeypoints(person) ? person : withPose(person, poses[poseOf[index]]),
    );
    return { ...image, people };
  };
  const { imagePath } = split;
  return {
    size: split.size,
    ...(imagePath && { imagePath: imagePath.bind(split) }),
    annotations: async (index) => posed(await split.annotations(index)),
    sample: async (index) => posed(await split.sample(index)),
  };
}

function withPose(person: PersonAnnotation, pose: AnnotatedPose): PersonAnnotation {
  const keypoints = pose.keypoints.slice();
  const keypointWeights = new Float32Array(keypoints.length / 3);
  for (let k = 0; k < keypointWeights.length; k++) {
    const weight = keypoints[3 * k + 2] * pose.score;
    // Also false for NaN.
    const labelled = weight > 0;
    keypointWeights[k] = labelled ? Math.min(weight, 1) : 0;
    keypoints[3 * k + 2] = labelled ? 2 : 0;
  }
  return { ...person, keypoints, keypointWeights };
}
