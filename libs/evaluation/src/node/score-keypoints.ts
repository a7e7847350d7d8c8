import { COCO_KEYPOINTS } from '@turbo-hoi/core';
import { CocoResultRows } from '../files/coco/coco-result-rows';
import { type CocoStats, meanStats } from '../files/coco/coco-stats';
import {
  evaluateKeypointFiles,
  KEYPOINT_COLUMNS,
  keypointColumns,
} from '../files/coco/keypoint-files';
import { KEYPOINT_STATS, keypointStats } from '../keypoints/keypoint-stats';
import { readCocoTruth } from './read-coco-truth';
import { readCocoResults } from './read-coco-results';
import { checkTruth } from './report-use';
import type { ScoreOptions } from './score-options';

export interface CocoFiles {
  /** `person_keypoints_*.json` or `instances_*.json`. */
  readonly groundTruth: string;
  /** COCO results JSON. */
  readonly detections: string;
}

/**
 * Computes COCO's ten keypoint scores of a results file, as pycocotools does.
 *
 * @throws TurboHoiError `io`, or `data` for a file's content
 */
export async function scoreKeypointFiles(
  { groundTruth, detections }: CocoFiles,
  options: ScoreOptions = {},
): Promise<CocoStats> {
  const keypoints = COCO_KEYPOINTS.names.length;
  const truth = await readCocoTruth(groundTruth, { keypoints }, options);
  checkTruth(groundTruth, truth, true);
  const results = await readCocoResults(
    detections,
    options,
    (bad) => new CocoResultRows(truth, bad, KEYPOINT_COLUMNS, keypointColumns()),
  );
  const perCategory = evaluateKeypointFiles(truth, results).map(keypointStats);
  return {
    names: KEYPOINT_STATS.map(({ name }) => name),
    stats: meanStats(perCategory, KEYPOINT_STATS.length),
  };
}
