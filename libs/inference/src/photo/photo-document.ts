import { type AnnotatedPose, boxToXywh, type DatasetInfo } from '@turbo-hoi/core';
import { categoryIds } from './category-ids';
import { PHOTO_FORMAT, PHOTO_VERSION, type PhotoDocument } from './document-schema';
import type { PersonSentence } from '../sentences/people-sentences';
import type { PhotoPrediction, PhotoStage } from './photo-prediction';
import type { TrainedPart } from './trained-parts';

export interface DocumentOptions {
  readonly imageId: number;
  readonly fileName: string;
  readonly info: DatasetInfo;
  readonly trained: readonly TrainedPart[];
  /** Stages that the document contains. Default: all. */
  readonly stages?: readonly number[];
  /** Poses of a separate pose detector, in pixels of the photo. */
  readonly poses?: readonly AnnotatedPose[];
  /** Sentences of people, from `peopleSentences`. */
  readonly sentences?: readonly PersonSentence[];
}

/** Converts a prediction to a document of `photoDocumentSchema`. */
export function photoDocument(
  { width, height, detections, stages, leftOut }: PhotoPrediction,
  { imageId, fileName, info, trained, stages: wanted, poses, sentences }: DocumentOptions,
): PhotoDocument {
  const ids = categoryIds(info.objectClasses);
  return {
    format: PHOTO_FORMAT,
    version: PHOTO_VERSION,
    images: [{ id: imageId, file_name: fileName, width, height }],
    trained: trained.map(({ part, trainedOn, untrained, gives }) => ({
      part,
      trained_on: trainedOn,
      ...(untrained && { untrained }),
      gives,
    })),
    categories: info.objectClasses.map((name, index) => ({ id: ids[index], name })),
    keypoint_names: [...info.keypoints.names],
    detections: detections.map(({ box, label, score }, id) => ({
      id,
      image_id: imageId,
      category_id: ids[info.objectClasses.indexOf(label)],
      bbox: boxToXywh(box).map(hundredths) as [number, number, number, number],
      score: shortScore(score),
    })),
    stages: stages
      .filter(({ stage }) => wanted === undefined || wanted.includes(stage))
      .map((stage) => stageDocument(stage, imageId)),
    ...(sentences && {
      sentences: sentences.map(({ person, text }) => ({ person_id: person, text })),
    }),
    ...(leftOut &&
      leftOut.classes.size + leftOut.people > 0 && {
        left_out: {
          classes: Array.from(leftOut.classes, ([name, count]) => ({ name, count })),
          people: leftOut.people,
        },
      }),
    ...(poses && { detected_poses: poses.map((pose) => poseDocument(pose, imageId)) }),
  };
}

function stageDocument(
  { stage, poses, triplets }: PhotoStage,
  image_id: number,
): PhotoDocument['stages'][number] {
  return {
    stage,
    keypoints:
      poses &&
      poses.map(({ person, keypoints, score }) => ({
        image_id,
        category_id: 1,
        detection_id: person,
        keypoints: shortKeypoints(keypoints),
        score: shortScore(score),
      })),
    interactions:
      triplets &&
      triplets.map(({ person, action, role, object, score, actionScore, rank }) => ({
        image_id,
        person_id: person,
        action,
        role,
        object_id: object,
        score: shortScore(score),
        action_score: shortScore(actionScore),
        rank: shortScore(rank),
      })),
  };
}

function poseDocument({ box, score, keypoints }: AnnotatedPose, image_id: number) {
  return {
    image_id,
    category_id: 1 as const,
    bbox: boxToXywh(box).map(hundredths),
    keypoints: shortKeypoints(keypoints),
    score: shortScore(score),
  };
}

function shortKeypoints(keypoints: Float32Array): number[] {
  return Array.from(keypoints, (value, i) => (i % 3 === 2 ? shortScore(value) : hundredths(value)));
}

// More precise than any detector, in a third of the bytes.
const hundredths = (value: number) => Math.round(100 * value) / 100;

/** Five significant digits: scores of triplets are products and may be small. */
const shortScore = (value: number) => Number(Math.min(1, Math.max(0, value)).toPrecision(5));
