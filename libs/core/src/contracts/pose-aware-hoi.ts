import type { Scalar } from '@tensorflow/tfjs';
import type { ForwardContext } from './forward-context';
import type { HoiOutput } from './hoi-output';
import type { HoiFeatures, PoseFeatures } from './stage-state';
import type { HoiTargets } from './targets';
import type { RoiMap } from './tensors';

export interface HoiInput {
  /** F [R,S,S,C]. */
  readonly roi: RoiMap;
  /** The features of a wider box around each person, or null: [R,S,S,C']. */
  readonly context: RoiMap | null;
  /** f_k of the previous stage. */
  readonly pose: PoseFeatures | null;
  /** f_a of the previous stage; null in stage 1. */
  readonly previous: HoiFeatures | null;
}

/** The two parts of L_HOI, each a scalar that the caller owns. */
export interface HoiLoss {
  readonly action: Scalar;
  readonly target: Scalar;
}

/** Pose-aware HOI recognition (Eq. 1 and 2). */
export interface PoseAwareHoi {
  /** D: width of H_mid. */
  readonly width: number;
  /** The parts of H_out in order; the paper's are {@link paperOutputs}. */
  readonly outputs: readonly HoiOutput[];
  forward(input: HoiInput, context: ForwardContext): HoiFeatures;
  /** Both parts weighted as L_HOI sums them; 0 without annotated people. */
  loss(features: HoiFeatures, targets: HoiTargets): HoiLoss;
}
