import type {
  DetectionTargets,
  HoiPairs,
  HoiTargets,
  ImageBatch,
  LayoutRows,
  ObjectRois,
  PersonFields,
  PoseTargets,
  Rois,
} from '@turbo-hoi/core';
import type { Tensor1D } from '@tensorflow/tfjs';

/** Inputs of the stages beside the boxes of people, present if a module needs them. */
export interface Surroundings {
  /** The detected objects. */
  readonly objects?: ObjectRois;
  /** Rows of people and of `objects`. */
  readonly pairs?: HoiPairs;
  /** For a stem that reads layouts. */
  readonly layout?: LayoutRows;
  /** Per person; passed unchanged to every module. */
  readonly fields?: PersonFields;
}

/** One training step's images and targets. */
export interface ModelBatch extends Surroundings {
  readonly images: ImageBatch;
  readonly people: Rois;
  /** [R], 1 for a person, 0 for a padding row of `people`. */
  readonly valid: Tensor1D;
  readonly hoi: HoiTargets;
  readonly pose: PoseTargets;
  readonly proposals: Rois;
  readonly detection: DetectionTargets;
}
