import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs';
import type { PairTargets } from './interactions';

/** Targets of L_HOI, one row per region of interest. */
export interface HoiTargets {
  /** [R,A], 1 where the person does the action of the column. */
  readonly labels: Tensor2D;
  /** [R], 1 where the row is a person whose actions are annotated. */
  readonly annotated: Tensor1D;
  /** [R,4A], Eq. 2 targets. */
  readonly offsets: Tensor2D;
  /** [R,A], 1 where the column's target is annotated. */
  readonly located: Tensor2D;
  /** Present if the module needs pairs. */
  readonly pairs?: PairTargets;
}

/** Targets of L_pose, one row per region of interest. */
export interface PoseTargets {
  /** [R,K] int32, `y · M + x` of the heatmap cell; any value where `visible` is 0. */
  readonly cells: Tensor2D;
  /** [R,K], 0..1: the keypoint's weight where it is labelled and inside the box (1: labelled by hand), else 0. */
  readonly visible: Tensor2D;
  /** [R,2K] – all x in -1..1 of the box, all y, of the labelled keypoints; present for models that read layouts. */
  readonly points?: Tensor2D;
}

/** Targets of L_det, one row per proposal. */
export interface DetectionTargets {
  /** [P] int32, 0 = background, else 1 + index of the object class. */
  readonly classes: Tensor1D;
  /** [P], 1 for a proposal, 0 for a padding row. */
  readonly valid: Tensor1D;
  /** [P,4], box regression targets (dx, dy, dw, dh), unused for background. */
  readonly deltas: Tensor2D;
}
