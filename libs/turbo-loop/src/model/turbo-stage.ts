import type {
  ForwardContext,
  HoiFeatures,
  HoiGuidedPose,
  PoseAwareHoi,
  PoseFeatures,
  StageSettings,
  StageState,
} from '@turbo-hoi/core';
import { scaleGradient } from '@turbo-hoi/nn';
import type { Tensor4D } from '@tensorflow/tfjs';
import type { RoiFeatures } from './roi-features';

/** What a stage knows after it ran. */
export interface StageOutput extends StageState {
  /** Att of Eq. 4; null where nothing was modulated. */
  readonly attention: Tensor4D | null;
}

/** One stage: pose-aware HOI recognition, then HOI-guided pose estimation. */
export class TurboStage {
  constructor(
    readonly settings: StageSettings,
    /** Null: HOI is switched off. */
    readonly hoi: PoseAwareHoi | null,
    /** Null: pose is switched off; the previous pose features pass on. */
    readonly pose: HoiGuidedPose | null,
  ) {}

  /** Eq. 7: t_n = {F, f_k^{n-1}, f_a^{n-1}} → f_k^n, f_a^n. */
  forward(features: RoiFeatures, previous: StageState, context: ForwardContext): StageOutput {
    const hoi = this.recognise(features, previous, context);
    if (!this.pose || !previous.pose) return { hoi, pose: previous.pose, attention: null };
    const message = hoi && scaleHoi(hoi, this.settings.hoiToPoseGradient);
    const { features: pose, attention } = this.pose.forward(
      { pose: previous.pose, hoi: message },
      context,
    );
    return { hoi, pose, attention };
  }

  private recognise(
    { roi, context: wide }: RoiFeatures,
    previous: StageState,
    context: ForwardContext,
  ): HoiFeatures | null {
    if (!this.hoi) return previous.hoi;
    const pose = previous.pose && scalePose(previous.pose, this.settings.poseToHoiGradient);
    return this.hoi.forward({ roi, context: wide, pose, previous: previous.hoi }, context);
  }
}

function scalePose(pose: PoseFeatures, factor: number): PoseFeatures {
  if (factor === 1) return pose;
  return {
    mid: scaleGradient(pose.mid, factor),
    logits: scaleGradient(pose.logits, factor),
    coarse: scaleGradient(pose.coarse, factor),
    joints: scaleGradient(pose.joints, factor),
  };
}

function scaleHoi(hoi: HoiFeatures, factor: number): HoiFeatures {
  if (factor === 1) return hoi;
  return {
    mid: scaleGradient(hoi.mid, factor),
    actionLogits: scaleGradient(hoi.actionLogits, factor),
    offsets: scaleGradient(hoi.offsets, factor),
  };
}
