import type { DetectionTargets, HoiTargets, ImageBatch, PoseTargets, Rois } from '@turbo-hoi/core';
import type { Tensor1D } from '@tensorflow/tfjs';

/** One training step's images with what the losses compare with. */
export interface ModelBatch {
  readonly images: ImageBatch;
  readonly people: Rois;
  /** [R], 1 where a row of `people` is a person. */
  readonly valid: Tensor1D;
  readonly hoi: HoiTargets;
  readonly pose: PoseTargets;
  readonly proposals: Rois;
  readonly detection: DetectionTargets;
}
