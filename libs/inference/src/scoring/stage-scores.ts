import type { KeypointResult, PckResult, VcocoResult } from '@turbo-hoi/evaluation';

/** How well one stage does on a split; APs in 0..100, null where the task is switched off. */
export interface StageScores {
  readonly stage: number;
  /** V-COCO agent AP, mean over actions. */
  readonly apAgent: number | null;
  /** V-COCO role AP, scenario 1, mean over action-roles. */
  readonly apRole: number | null;
  /** COCO keypoint AP at an object keypoint similarity of 0.5. */
  readonly apKp50: number | null;
  readonly hoi: VcocoResult | null;
  readonly keypoints: KeypointResult | null;
  readonly pck: PckResult | null;
}
