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

/** Scores the files of a metric; the options have been validated. */
export async function scoreFiles(
  files: ScoreCommandOptions,
  options: ScoreOptions,
): Promise<ScoreReport> {
  // Validated: the files of the metric are given.
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
