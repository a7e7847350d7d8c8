import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs';
import type { PairTargets } from './interactions';

/** What L_HOI compares with, a row a region of interest. */
export interface HoiTargets {
  /** [R,A], 1 where the person does the action of the column. */
  readonly labels: Tensor2D;
  /** [R], 1 where the row is a person whose actions are annotated. */
  readonly annotated: Tensor1D;
  /** [R,4A], Eq. 2 targets. */
  readonly offsets: Tensor2D;
  /** [R,A], 1 where the column's target is annotated. */
  readonly located: Tensor2D;
  /** Where a module asks for pairs. */
  readonly pairs?: PairTargets;
}

/** What L_pose compares with, a row a region of interest. */
export interface PoseTargets {
  /** [R,K] int32, `y · M + x` of the heatmap cell; any value where `visible` is 0. */
  readonly cells: Tensor2D;
  /** [R,K], 0..1: the keypoint's weight where it is labelled and inside the box (1: by hand), else 0. */
  readonly visible: Tensor2D;
}

/** What L_det compares with, a row a proposal. */
export interface DetectionTargets {
  /** [P] int32, 0 = background, else 1 + index of the object class. */
  readonly classes: Tensor1D;
  /** [P], 1 where the row is a proposal, 0 where it fills up the fixed size. */
  readonly valid: Tensor1D;
  /** [P,4], box regression targets (dx, dy, dw, dh), unused for background. */
  readonly deltas: Tensor2D;
}
