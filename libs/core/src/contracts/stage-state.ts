import type { Heatmaps, RoiMap, RoiVector } from './tensors';

/** f_k: what a pose module hands to the next modules (paper: P_mid and P_out). */
export interface PoseFeatures {
  /** P_mid [R,S,S,Cp], the last convolution's output after ReLU. */
  readonly mid: RoiMap;
  /** P_out [R,M,M,K], logits of one M·M-way softmax a keypoint. */
  readonly logits: Heatmaps;
  /** P_out's softmax summed to the grid of P_mid: probability mass of each keypoint in each cell [R,S,S,K]. */
  readonly coarse: RoiMap;
  /** P_out's softmax as points: expected x and y in -1..1 and peak probability a keypoint [R,3K]. */
  readonly joints: RoiVector;
  /** log Σ exp of each keypoint's `logits` [R,K], where the module knows it: spares its loss another softmax. */
  readonly logTotal?: RoiVector;
}

/**
 * f_a: what an HOI module hands to the next modules (paper: H_mid and H_out).
 *
 * H_out is `[sigmoid(actionLogits), offsets]`, [R,A+4A]; logits are kept apart for a stable loss.
 */
export interface HoiFeatures {
  /** H_mid [R,D], the last hidden layer. */
  readonly mid: RoiVector;
  /** s_a before the sigmoid: [R,A]. */
  readonly actionLogits: RoiVector;
  /** mu_a of Eq. 2, four numbers (x, y, log w, log h) a column: [R,4A]. */
  readonly offsets: RoiVector;
}

/** What stage n receives from stage n-1 besides F (Eq. 7); null: the task is switched off or not begun. */
export interface StageState {
  readonly pose: PoseFeatures | null;
  readonly hoi: HoiFeatures | null;
}
