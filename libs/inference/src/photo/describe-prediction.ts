import { boxAt, type DatasetInfo } from '@turbo-hoi/core';
import type { ImagePrediction } from '../predictor/prediction';
import { posedRows, poseScores } from '../scoring/pose-scores';
import type { TripletOptions } from '../triplets/score-triplets';
import type { PhotoPose, PhotoPrediction, PhotoStage, PhotoTriplet } from './photo-prediction';
import { rankTriplets, type RankTriplet } from './rank-triplets';
import { type ScoredTriplet, scoredTriplets } from './scored-triplets';

export interface DescribeOptions {
  /** Minimum s_a of listed triplets. Default 0.1. */
  readonly minActionScore?: number;
  /** Minimum display score (`PhotoTriplet.rank`) of listed triplets. Default 0. */
  readonly minTripletScore?: number;
  /** Maximum number of listed triplets of a stage, best first. Default: no limit. */
  readonly maxTriplets?: number;
  /** Lists of a person's triplets with the same action and class of object only the best: the others are mostly doubles. Default false. */
  readonly distinct?: boolean;
  /** The display score of triplets. Default: their score. */
  readonly rank?: RankTriplet;
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
  return posedRows(keypoints, people.length).map((row) => ({
    person: people[row],
    keypoints: keypoints.slice(row * width, (row + 1) * width),
    score: scores[row],
  }));
}

function tripletsOf(
  raw: ImagePrediction,
  stage: number,
  info: DatasetInfo,
  options: DescribeOptions,
): PhotoTriplet[] | null {
  const { minActionScore = 0.1, minTripletScore = 0, maxTriplets = Infinity } = options;
  const { columns, actions } = info.actions;
  const scored = scoredTriplets(raw, stage, info, minActionScore, options.targetChoice);
  if (!scored) return null;
  const ranked = rankTriplets(scored, raw, options.rank);
  return (options.distinct ? bestOfEach(ranked, raw, columns) : ranked)
    .filter(({ rank }) => rank >= minTripletScore)
    .slice(0, maxTriplets)
    .map(({ person, column, object, score, actionScore, rank }) => {
      const { action, role } = columns[column];
      const { name } = actions[action];
      return { person: raw.people[person], action: name, role, object, score, actionScore, rank };
    });
}

/** The first of a person's triplets of each action and class of object. @param ranked best first */
function bestOfEach<Triplet extends ScoredTriplet>(
  ranked: readonly Triplet[],
  { detections }: ImagePrediction,
  columns: DatasetInfo['actions']['columns'],
): Triplet[] {
  const seen = new Set<string>();
  return ranked.filter(({ person, column, object }) => {
    const category = object === null ? 'none' : detections.classes[object];
    const key = `${person} ${columns[column].action} ${category}`;
    return !seen.has(key) && seen.add(key);
  });
}
