import type { ForwardContext } from './forward-context';
import type { HoiOutput } from './hoi-output';
import type { NamedLoss } from './loss-report';
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

/** Pose-aware HOI recognition (Eq. 1 and 2). */
export interface PoseAwareHoi {
  /** D: width of H_mid. */
  readonly width: number;
  /** The parts of H_out in order; the paper's are {@link paperOutputs}. */
  readonly outputs: readonly HoiOutput[];
  forward(input: HoiInput, context: ForwardContext): HoiFeatures;
  /** The summands of L_HOI; the paper's are `action` and `target`. */
  loss(features: HoiFeatures, targets: HoiTargets): readonly NamedLoss[];
}
