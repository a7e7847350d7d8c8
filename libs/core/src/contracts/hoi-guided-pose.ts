import type { Tensor4D } from '@tensorflow/tfjs';
import type { ForwardContext } from './forward-context';
import type { NamedLoss } from './loss-report';
import type { HoiFeatures, PoseFeatures } from './stage-state';
import type { PoseTargets } from './targets';
import type { PersonFields, RoiMap } from './tensors';

export interface PoseInput {
  /** F [R,S,S,C]. */
  readonly roi: RoiMap;
  /** f_k of the previous stage. */
  readonly pose: PoseFeatures;
  /** f_a of this stage; null where HOI is switched off. */
  readonly hoi: HoiFeatures | null;
  readonly fields: PersonFields;
}

export interface PoseOutput {
  readonly features: PoseFeatures;
  /** Att of Eq. 4, broadcastable to [R,S,S,Cp+K]; null without modulation. */
  readonly attention: Tensor4D | null;
}

/** HOI-guided pose estimation (Eq. 5 and the keypoint block). */
export interface HoiGuidedPose {
  /** Cp: channels of P_mid. */
  readonly channels: number;
  /** M: side of P_out, the same in all stages of a model; 0: the pose is points and has no heatmaps. */
  readonly heatmapSide: number;
  forward(input: PoseInput, context: ForwardContext): PoseOutput;
  /** The summands of L_pose; the paper's is `pose`, cross-entropy over the M·M softmax of labelled keypoints. */
  loss(features: PoseFeatures, targets: PoseTargets): readonly NamedLoss[];
}
