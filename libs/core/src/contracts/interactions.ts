import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs';
import type { ObjectFeatures } from './object-branch';
import type { RoiForm } from './roi-form';
import type { RoiMap, Rois } from './tensors';

/** What an HOI module asks for beside people's regions; what no module asks for is not computed. */
export interface HoiNeeds {
  /** Features of the detected objects, pooled in this form or as people's. */
  readonly objects?: RoiForm | 'people';
  /** Every (person, object) pair of an image, with targets while training. */
  readonly pairs?: true;
  /** What the object branch predicts of the objects: it then runs before the stages. */
  readonly detections?: true;
}

/** The detected objects of a batch, people among them: O rows. */
export interface ObjectRois {
  readonly rois: Rois;
  /** [O] int32, index into `DatasetInfo.objectClasses`; -1: the row fills up a fixed size. */
  readonly classes: Tensor1D;
  /** [O] s_o in 0..1. */
  readonly scores: Tensor1D;
}

/** The objects as an HOI module is given them. */
export interface HoiObjects extends ObjectRois {
  /** [O,S,S,C] in the form that the module asks for, as people's without one. */
  readonly features: RoiMap;
  /** What the object branch predicts of each row; null unless the module needs detections and the model has a branch. */
  readonly detected: ObjectFeatures | null;
}

/** Pairs of a person and an object of one image: P rows. */
export interface HoiPairs {
  /** [P] int32, row of people. */
  readonly person: Tensor1D;
  /** [P] int32, row of objects. */
  readonly object: Tensor1D;
  /** [P], 1 where the row is a pair, 0 where it fills up a fixed size; null: all are. */
  readonly valid: Tensor1D | null;
}

/** What the loss of pairs compares with, a row a pair. */
export interface PairTargets {
  /** [P,A], 1 where the person does the action of the column with the object. */
  readonly labels: Tensor2D;
  /** [P], 1 where the row is a pair of a person whose actions are annotated. */
  readonly valid: Tensor1D;
}
