import type { DatasetInfo } from '@turbo-hoi/core';
import type { ImagePrediction } from '../predictor/prediction';
import type { DescribeOptions } from './describe-prediction';
import { rankTriplets } from './rank-triplets';
import { scoredTriplets } from './scored-triplets';

/**
 * The `limit` detections that matter most, ascending: a detection counts as much as its own score or the display score of its best triplet in
 * the last stage, whichever is higher. A doubtful box that fits what a person does thus precedes a surer one that nobody uses.
 */
export function shownDetections(
  raw: ImagePrediction,
  info: DatasetInfo,
  limit: number,
  { minActionScore = 0.1, targetChoice, rank }: DescribeOptions,
): number[] {
  const { detections, people, stages } = raw;
  const worth = Float32Array.from(detections.scores);
  if (worth.length <= limit) return [...worth.keys()];
  const scored = scoredTriplets(raw, stages.length - 1, info, minActionScore, targetChoice);
  for (const triplet of rankTriplets(scored ?? [], raw, rank)) {
    if (triplet.object === null) continue;
    for (const detection of [people[triplet.person], triplet.object]) {
      worth[detection] = Math.max(worth[detection], triplet.rank);
    }
  }
  return [...worth.keys()]
    .sort((a, b) => worth[b] - worth[a] || a - b)
    .slice(0, limit)
    .sort((a, b) => a - b);
}
