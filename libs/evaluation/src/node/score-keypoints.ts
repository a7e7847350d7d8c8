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
  warnOfCorners(detections, results, options);
  const perCategory = evaluateKeypointFiles(truth, results).map(keypointStats);
  return {
    names: KEYPOINT_STATS.map(({ name }) => name),
    stats: meanStats(perCategory, KEYPOINT_STATS.length),
  };
}

/** COCO counts a keypoint at (0, 0) like any other; converters write it for one that was not found. */
function warnOfCorners(path: string, { rows }: CocoResultRows, { warn }: ScoreOptions): void {
  const numbers = 3 * COCO_KEYPOINTS.names.length;
  let corners = 0;
  for (let row = 0; row < rows.size; row++) {
    const end = (row + 1) * rows.width;
    for (let at = end - numbers; at < end; at += 3) {
      if (rows.data[at] === 0 && rows.data[at + 1] === 0 && rows.data[at + 2] > 0) corners++;
    }
  }
  if (corners === 0) return;
  warn?.(
    `${path}: ${corners} keypoints lie at exactly (0, 0) with a confidence, as some converters write those not found. ` +
      'They are scored like any other, as pycocotools does; a guess of their place would score more.',
  );
}
