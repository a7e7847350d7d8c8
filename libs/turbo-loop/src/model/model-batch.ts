import type {
  DetectionTargets,
  HoiPairs,
  HoiTargets,
  ImageBatch,
  ObjectRois,
  PersonFields,
  PoseTargets,
  Rois,
} from '@turbo-hoi/core';
import type { Tensor1D } from '@tensorflow/tfjs';

/** What the stages are given beside people's boxes, where a module asks for it. */
export interface Surroundings {
  /** The detected objects. */
  readonly objects?: ObjectRois;
  /** Rows of people and of `objects`. */
  readonly pairs?: HoiPairs;
  /** Rows of people; travels to every module as it is. */
  readonly fields?: PersonFields;
}

/** One training step's images with what the losses compare with. */
export interface ModelBatch extends Surroundings {
  readonly images: ImageBatch;
  readonly people: Rois;
  /** [R], 1 where a row of `people` is a person. */
  readonly valid: Tensor1D;
  readonly hoi: HoiTargets;
  readonly pose: PoseTargets;
  readonly proposals: Rois;
  readonly detection: DetectionTargets;
}
