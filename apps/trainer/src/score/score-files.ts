import {
  scoreBoxFiles,
  scoreHicoFiles,
  scoreKeypointFiles,
  type ScoreOptions,
  scoreVcocoFiles,
} from '@turbo-hoi/evaluation/node';
import type { ScoreCommandOptions } from './score-options';
import { boxReport, cocoReport } from './coco-report';
import { hicoReport } from './hico-report';
import type { ScoreReport } from './score-report';
import { vcocoReport } from './vcoco-report';

/** Scores the files of the metric that the options name; they have been checked. */
export async function scoreFiles(
  files: ScoreCommandOptions,
  options: ScoreOptions,
): Promise<ScoreReport> {
  // Checked: a metric's files are there.
  const given = files as Required<ScoreCommandOptions>;
  switch (files.metric) {
    case 'vcoco':
      return vcocoReport(await scoreVcocoFiles(given, options));
    case 'hico':
      return hicoReport(await scoreHicoFiles(given, options));
    case 'keypoints':
      return cocoReport(await scoreKeypointFiles(given, options));
    case 'boxes':
      return boxReport(await scoreBoxFiles(given, options));
  }
}
