import {
  creatorOf,
  type ForwardContext,
  type HoiFeatures,
  type HoiGuidedPose,
  type HoiObjects,
  type HoiPairs,
  type LayoutRows,
  type PersonFields,
  type PoseAwareHoi,
  type StageSettings,
  type StageState,
} from '@turbo-hoi/core';
import { mapTensors, scaleGradient } from '@turbo-hoi/nn';
import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs';
import { checkHoi, checkPose } from './check-shapes';
import type { RoiFeatures } from './roi-features';
import type { StageObjects } from './stage-objects';

/** Output of a stage. */
export interface StageOutput extends StageState {
  /** Att of Eq. 4; null without modulation. */
  readonly attention: Tensor4D | null;
}

/** Inputs that all stages share. */
export interface TurboStageInput extends RoiFeatures {
  readonly fields: PersonFields;
  readonly objects: Pick<StageObjects, 'of'>;
  readonly pairs: HoiPairs | null;
  /** Present with a stem that reads layouts. */
  readonly layout?: LayoutRows;
  /** [R,4] of people. */
  readonly boxes: Tensor2D;
}

/** One stage: pose-aware HOI recognition, then HOI-guided pose estimation. */
export class TurboStage {
  /** @param path of the stage in messages: `stages[0] (stage 1)` */
  constructor(
    private readonly path: string,
    readonly settings: StageSettings,
    /** Null: HOI is switched off. */
    readonly hoi: PoseAwareHoi | null,
    /** Null: pose is switched off; the previous pose features are passed on. */
    readonly pose: HoiGuidedPose | null,
  ) {}

  /** The objects in the form that the stage's HOI module needs; null: none. */
  objectsOf(objects: Pick<StageObjects, 'of'>): HoiObjects | null {
    return objects.of(this.hoi?.needs);
  }

  /** Eq. 7: t_n = {F, f_k^{n-1}, f_a^{n-1}} → f_k^n, f_a^n. */
  forward(input: TurboStageInput, previous: StageState, context: ForwardContext): StageOutput {
    const hoi = this.recognise(input, previous, context);
    if (!this.pose || !previous.pose) return { hoi, pose: previous.pose, attention: null };
    const message = hoi && scaleGradients(withoutCarry(hoi), this.settings.hoiToPoseGradient);
    const { features: pose, attention } = this.pose.forward(
      { roi: input.roi, pose: previous.pose, hoi: message, fields: input.fields },
      context,
    );
    const keypoints = previous.pose.coarse.shape[3];
    checkPose(pose, this.pose, input.roi, keypoints, `${this.path}: pose${creatorOf(this.pose)}`);
    return { hoi, pose, attention };
  }

  private recognise(
    { roi, context: wide, fields, objects, pairs, layout, boxes }: TurboStageInput,
    previous: StageState,
    context: ForwardContext,
  ): HoiFeatures | null {
    if (!this.hoi) return previous.hoi;
    const pose = previous.pose && scaleGradients(previous.pose, this.settings.poseToHoiGradient);
    const { needs } = this.hoi;
    const hoi = this.hoi.forward(
      {
        roi,
        context: wide,
        pose,
        previous: previous.hoi,
        objects: this.objectsOf(objects),
        pairs: needs?.pairs ? pairs : null,
        layout,
        fields,
        boxes,
      },
      context,
    );
    const module = `${this.path}: hoi${creatorOf(this.hoi)}`;
    checkHoi(hoi, this.hoi, roi, pairs?.person.shape[0] ?? null, module);
    return hoi;
  }
}

/** f_a as masks read it; only the next stage's HOI module reads the rest. */
function withoutCarry({ mid, out, message, pairs }: HoiFeatures): HoiFeatures {
  return { mid, out, message, ...(pairs && { pairs }) };
}

/** The same features, with the gradient of every tensor in them multiplied by `factor`. */
function scaleGradients<T>(features: T, factor: number): T {
  return factor === 1 ? features : mapTensors(features, (tensor) => scaleGradient(tensor, factor));
}
