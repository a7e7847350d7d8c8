import { boxAt, type DatasetInfo } from '@turbo-hoi/core';
import type { ImagePrediction } from '../predictor/prediction';
import { poseScores } from '../scoring/pose-scores';
import { scoreTriplets, type TripletOptions } from '../triplets/score-triplets';
import type { PhotoPose, PhotoPrediction, PhotoStage, PhotoTriplet } from './photo-prediction';

export interface DescribeOptions {
  /** Minimum s_a of listed triplets. Default 0.1. */
  readonly minActionScore?: number;
  readonly targetChoice?: TripletOptions;
}

/** Converts a prediction to lists with the class and action names of a data set; boxes and keypoints in pixels of the photo. */
export function describePrediction(
  raw: ImagePrediction,
  size: { readonly width: number; readonly height: number },
  info: DatasetInfo,
  options: DescribeOptions = {},
): PhotoPrediction {
  const { boxes, scores, classes } = raw.detections;
  const stages = raw.stages.map((_, stage): PhotoStage => ({
    stage,
    poses: posesOf(raw, stage),
    triplets: tripletsOf(raw, stage, info, options),
  }));
  return {
    width: size.width,
    height: size.height,
    detections: Array.from(classes, (category, i) => ({
      box: boxAt(boxes, i),
      label: info.objectClasses[category] ?? `class ${category}`,
      score: scores[i],
    })),
    stages,
    poses: stages.filter(({ poses }) => poses).at(-1)?.poses ?? [],
    triplets: stages.filter(({ triplets }) => triplets).at(-1)?.triplets ?? [],
    raw,
  };
}

function posesOf(
  { people, personScores, stages }: ImagePrediction,
  stage: number,
): PhotoPose[] | null {
  const { keypoints } = stages[stage];
  if (!keypoints) return null;
  const width = keypoints.length / Math.max(1, people.length);
  const scores = poseScores(personScores, keypoints);
  return Array.from(people, (person, row) => ({
    person,
    keypoints: keypoints.slice(row * width, (row + 1) * width),
    score: scores[row],
  }));
}

function tripletsOf(
  raw: ImagePrediction,
  stage: number,
  info: DatasetInfo,
  { minActionScore = 0.1, targetChoice }: DescribeOptions,
): PhotoTriplet[] | null {
  const scored = scoreTriplets(raw, stage, info, targetChoice);
  if (!scored) return null;
  const { actionScores } = scored;
  const { columns, actions } = info.actions;
  const triplets = Array.from(raw.people, (person, p) =>
    columns.flatMap(({ action, role }, column): PhotoTriplet[] => {
      const row = p * columns.length + column;
      const actionScore = actionScores[row];
      if (!(actionScore >= minActionScore)) return [];
      const target = scored.targets[row];
      return [
        {
          person,
          action: actions[action].name,
          role,
          object: target >= 0 ? target : null,
          score: role === null ? raw.personScores[p] * actionScore : scored.roleScores[row],
          actionScore,
        },
      ];
    }),
  ).flat();
  return triplets.sort((a, b) => b.score - a.score);
}
