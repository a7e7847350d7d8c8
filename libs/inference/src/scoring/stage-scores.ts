import type { HicoResult, KeypointResult, PckResult, VcocoResult } from '@turbo-hoi/evaluation';

/** How well interactions are recognised; null by the rules of the other kind of data set. */
export interface HoiScores {
  /** V-COCO agent AP, mean over actions. */
  readonly apAgent: number | null;
  /** V-COCO role AP, scenario 1, mean over action-roles. */
  readonly apRole: number | null;
  /** HICO-DET mAP, Default, full. */
  readonly apHoi: number | null;
  readonly hoi: VcocoResult | null;
  readonly hico: HicoResult | null;
}

export const NO_HOI_SCORES: HoiScores = {
  apAgent: null,
  apRole: null,
  apHoi: null,
  hoi: null,
  hico: null,
};

/** How well one stage does on a split; APs in 0..100, null where the task is switched off. */
export interface StageScores extends HoiScores {
  readonly stage: number;
  /** COCO keypoint AP at an object keypoint similarity of 0.5; null also where no keypoint is annotated. */
  readonly apKp50: number | null;
  readonly keypoints: KeypointResult | null;
  readonly pck: PckResult | null;
}
