import type { Metric } from './metric-options';

/** The options of `score` as parsed by commander. */
export interface ScoreCommandOptions {
  readonly metric: Metric;
  readonly annotations?: string;
  readonly instances?: string;
  readonly ids?: string;
  readonly groundTruth?: string;
  readonly trainGroundTruth?: string;
  readonly imageLabels?: string;
  readonly detections?: string;
  readonly out?: string;
  readonly skipBad?: true;
  readonly json?: true;
}
