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

/** Static properties of a stage 0 module, known before it is built. */
export interface InitialPoseTraits {
  /** Whether it reads the wider box, which otherwise is pooled for HOI modules alone; absent: no. */
  readonly readsContext?: boolean;
}

/** Stage 0: computes f_k^0, which the paper does not define (ADR-0001). */
export interface InitialPose {
  /** Cp: channels of P_mid. */
  readonly channels: number;
  /** M: side of P_out, the same in all stages of a model; 0: the pose is points and has no heatmaps. */
  readonly heatmapSide: number;
  forward(input: InitialPoseInput, context: ForwardContext): PoseFeatures;
  /** The summands of stage 0's loss; a heatmap's is called `pose`. */
  loss(features: PoseFeatures, targets: PoseTargets): readonly NamedLoss[];
}
