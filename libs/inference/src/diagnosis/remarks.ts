import type { DatasetInfo } from '@turbo-hoi/core';

/** What a diagnosis has found to take apart. */
export interface DiagnosedParts {
  readonly stage: number;
  readonly info: Pick<DatasetInfo, 'hois'>;
  /** Kinds of the evaluation's metrics. */
  readonly metrics: readonly string[];
  readonly hasActions: boolean;
  readonly hasKeypoints: boolean;
  /** Whether an annotated person has keypoints. */
  readonly isPosed: boolean;
}

/** What does not apply, and why; a sentence each. */
export function remarksOf(parts: DiagnosedParts): string[] {
  const { stage, info, metrics, hasActions, hasKeypoints, isPosed } = parts;
  const remarks: readonly (readonly [applies: boolean, remark: string])[] = [
    [
      !hasActions,
      `Stage ${stage} recognises no actions: their APs, confusion and calibration do not apply.`,
    ],
    [!hasKeypoints, `Stage ${stage} has no poses: AP kp50 does not apply.`],
    [!isPosed, 'No person has annotated keypoints: visible joints do not apply.'],
    [
      info.hois !== undefined,
      "V-COCO's AP agent and role do not apply, nor does the overlap with other people, since HICO-DET annotates a person once for each pair.",
    ],
    [
      metrics.includes('layout'),
      "The mAPs over all pairs of layouts are not taken apart; V-COCO's APs of the same predictions are.",
    ],
  ];
  return remarks.filter(([applies]) => applies).map(([, remark]) => remark);
}
