import type { Tensor, Tensor2D } from '@tensorflow/tfjs';
import type { Heatmaps, RoiMap, RoiVector } from './tensors';

/** f_k: the output of a pose module, read by the next modules (paper: P_mid and P_out). */
export interface PoseFeatures {
  /** P_mid [R,S,S,Cp], the last convolution's output after ReLU. */
  readonly mid: RoiMap;
  /** P_out [R,M,M,K], logits of one M·M-way softmax per keypoint; M is 0 for a pose that is points. */
  readonly logits: Heatmaps;
  /**
   * P_out's softmax summed to the grid of P_mid, [R,S,S,K]: the probability mass of each keypoint in each cell times a factor of the module
   * (`coarseScale` of a keypoint block, 4 unless set).
   */
  readonly coarse: RoiMap;
  /**
   * P_out's softmax as points, [R,3K]: all expected x in -1..1, all y, all peak probabilities, times a factor of the module (`jointScale` of a
   * keypoint block, 2 unless set).
   */
  readonly joints: RoiVector;
  /** The factor on `joints`; absent: 1. */
  readonly jointScale?: number;
  /**
   * log Σ exp of each keypoint's `logits` [R,K], if the module has computed it; its loss then needs no second softmax.
   */
  readonly logTotal?: RoiVector;
  /**
   * The pose as points if the module predicts points, [R,3K]: all x in -1..1 of the person's box, all y, all confidences in
   * 0..1, 0 for missing joints. Keypoints are then read from these instead of from `logits`.
   */
  readonly points?: RoiVector;
}

/** f_a: the output of an HOI module, read by the next modules (paper: H_mid and H_out). */
export interface HoiFeatures {
  /** H_mid [R,D], the last hidden layer. */
  readonly mid: RoiVector;
  /** The parts of H_out by name, before their activation, each as wide as the module declares: losses need logits. */
  readonly out: Readonly<Record<string, RoiVector>>;
  /** [H_mid, H_out] as other modules read it, H_out activated and in the declared order: [R, D + Σ widths]. */
  readonly message: RoiVector;
  /**
   * Predictions for (person, object) pairs by name, before activation: [P,·]. `actions` [P,A] are logits of s_a of the
   * pair, which replaces the person's s_a when triplets are scored.
   */
  readonly pairs?: Readonly<Record<string, Tensor2D>>;
  /** Hidden features by name that only the next stage's HOI module reads, such as those of objects and pairs. */
  readonly carry?: Readonly<Record<string, Tensor>>;
}

/** Inputs of stage n from stage n-1 besides F (Eq. 7); null: the task is switched off, or there is no earlier stage. */
export interface StageState {
  readonly pose: PoseFeatures | null;
  readonly hoi: HoiFeatures | null;
}
