import { CoordinateRange } from '@turbo-hoi/formats';
import { BOX_STATS, boxStats } from '../coco-boxes/coco-box-result';
import { BOX_COLUMNS, boxColumns, evaluateBoxFiles } from '../files/coco/box-files';
import { CocoResultRows } from '../files/coco/coco-result-rows';
import type { CocoStats } from '../files/coco/coco-stats';
import { readCocoResults } from './read-coco-results';
import { readCocoTruth } from './read-coco-truth';
import type { CocoFiles } from './score-keypoints';
import { checkTruth } from './report-use';
import type { ScoreOptions } from './score-options';

export interface CocoBoxScores extends CocoStats {
  /** AP in 0..1 by category name, in the order of their ids; null without objects. */
  readonly perClass: Readonly<Record<string, number | null>>;
}

/**
 * Computes COCO's twelve box scores of a results file, as pycocotools does.
 *
 * @throws TurboHoiError `io`, or `data` for a file's content
 */
export async function scoreBoxFiles(
  { groundTruth, detections }: CocoFiles,
  options: ScoreOptions = {},
): Promise<CocoBoxScores> {
  const truth = await readCocoTruth(groundTruth, { keypoints: 0 }, options);
  checkTruth(groundTruth, truth, false);
  const results = await readCocoResults(
    detections,
    options,
    (bad) => new CocoResultRows(truth, bad, BOX_COLUMNS, boxColumns),
  );
  warnOfShares(detections, results, options);
  const scores = evaluateBoxFiles(truth, results);
  const names = [...truth.categories].sort((a, b) => a.id - b.id).map(({ name }) => name);
  return {
    names: BOX_STATS.map(({ name }) => name),
    stats: boxStats(scores),
    perClass: Object.fromEntries(
      names.map((name, i) => [name, scores.perClass[i] === null ? null : scores.perClass[i] / 100]),
    ),
  };
}

function warnOfShares(path: string, { rows }: CocoResultRows, { warn }: ScoreOptions): void {
  const range = new CoordinateRange();
  for (let row = 0; row < rows.size; row++) {
    const at = row * rows.width + 2;
    const [x, y] = [rows.data[at], rows.data[at + 1]];
    range.add(x + rows.data[at + 2], y + rows.data[at + 3]);
  }
  const problem = range.problem(path);
  if (problem !== null) warn?.(problem);
}
