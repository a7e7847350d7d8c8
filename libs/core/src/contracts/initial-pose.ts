import type { ForwardContext } from './forward-context';
import type { NamedLoss } from './loss-report';
import type { PoseFeatures } from './stage-state';
import type { PoseTargets } from './targets';
import type { PersonFields, RoiMap } from './tensors';

export interface InitialPoseInput {
  /** F [R,S,S,C]. */
  readonly roi: RoiMap;
  /** The features of a wider box around each person, or null: [R,S,S,C']. */
  readonly context: RoiMap | null;
  readonly fields: PersonFields;
}

/** Stage 0: f_k^0, which the paper leaves open (ADR-0001). */
export interface InitialPose {
  /** Cp: channels of P_mid. */
  readonly channels: number;
  /** M: side of P_out; one for all stages of a model. */
  readonly heatmapSide: number;
  forward(input: InitialPoseInput, context: ForwardContext): PoseFeatures;
  /** The summands of stage 0's loss, `pose` where it is a heatmap's. */
  loss(features: PoseFeatures, targets: PoseTargets): readonly NamedLoss[];
}
