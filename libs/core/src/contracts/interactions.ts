import type { Tensor1D, Tensor2D, Tensor3D } from '@tensorflow/tfjs';
import type { ObjectFeatures } from './object-branch';
import type { RoiForm } from './roi-form';
import type { RoiMap, Rois } from './tensors';

/** Inputs that an HOI module needs beside the RoI features of people; inputs that no module needs are not computed. */
export interface HoiNeeds {
  /** RoI features of the detected objects, pooled in this form, or `people`: in the form of people's. */
  readonly objects?: RoiForm | 'people';
  /** Every (person, object) pair of an image, with targets while training. */
  readonly pairs?: true;
  /** Predictions of the object branch for the objects; the branch then runs before the stages. */
  readonly detections?: true;
  /** Rows of a layout; only models whose stem reads layouts have them. */
  readonly layout?: true;
}

/** The detected objects of a batch, people among them: O rows. */
export interface ObjectRois {
  readonly rois: Rois;
  /** [O] int32, index into `DatasetInfo.objectClasses`; -1: padding row. */
  readonly classes: Tensor1D;
  /** [O] s_o in 0..1. */
  readonly scores: Tensor1D;
  /** [O,K,3] skeletons: x, y in pixels of the network input and confidence, zeros for missing joints; absent: none. */
  readonly keypoints?: Tensor3D;
}

/** What a layout stem needs of a batch beside its objects. */
export interface LayoutRows {
  /** [B,2] width and height of each image in pixels of the network input, without padding. */
  readonly sizes: Tensor2D;
  /** [R] int32, row of objects that is the person. */
  readonly own: Tensor1D;
  /**
   * The layout's numbers on the CPU, from which modules compute what no parameter changes. A function, since tfjs looks for tensors in every
   * number of a typed array.
   */
  readonly host: () => HostLayout;
}

/** Detections, people and pairs of a batch in typed arrays; the same rows as the tensors. */
export interface HostLayout {
  /** [4O] xyxy. */
  readonly boxes: Float32Array;
  /** [O], -1: padding row. */
  readonly classes: Int32Array;
  /** [O]. */
  readonly scores: Float32Array;
  /** [2B] width and height of each image. */
  readonly sizes: Float32Array;
  /** [R], row of objects that is the person. */
  readonly own: Int32Array;
  /** [P], row of people and row of objects of each pair; empty if no module needs pairs. */
  readonly person: Int32Array;
  readonly object: Int32Array;
}

/** The objects as an HOI module receives them. */
export interface HoiObjects extends ObjectRois {
  /** [O,S,S,C] in the form that the module's `needs.objects` names; null if it names none. */
  readonly features: RoiMap | null;
  /**
   * Predictions of the object branch per row; null unless the module needs detections and the model has an object
   * branch.
   */
  readonly detected: ObjectFeatures | null;
}

/** Pairs of a person and an object of the same image: P rows. */
export interface HoiPairs {
  /** [P] int32, row of people. */
  readonly person: Tensor1D;
  /** [P] int32, row of objects. */
  readonly object: Tensor1D;
  /** [P], 1 for a pair, 0 for a padding row; null: no padding rows. */
  readonly valid: Tensor1D | null;
}

/** Targets of the pair loss, one row per pair. */
export interface PairTargets {
  /** [P,A], 1 where the person does the action of the column with the object. */
  readonly labels: Tensor2D;
  /** [P], 1 where the row is a pair of a person whose actions are annotated. */
  readonly valid: Tensor1D;
}
