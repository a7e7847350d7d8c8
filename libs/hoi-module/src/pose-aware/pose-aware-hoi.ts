import type {
  ForwardContext,
  HoiFeatures,
  HoiInput,
  HoiLoss,
  HoiTargets,
  ParameterScope,
  PoseAwareHoi,
  StageDims,
} from '@turbo-hoi/core';
import { binaryCrossEntropy, constant, Linear, normal, smoothL1, tidy } from '@turbo-hoi/nn';
import * as tf from '@tensorflow/tfjs';
import { HoiTrunk, type HoiTrunkOptions } from './hoi-trunk';
import { inputWidth, messageVector, previousWidth } from './hoi-input';

export interface PoseAwareHoiOptions extends HoiTrunkOptions {
  /** Adds the previous stage's logits and offsets to this stage's. */
  readonly residual: boolean;
  /** Feeds the joints' expected positions and peaks besides the heatmaps. */
  readonly joints: boolean;
  /** Weight of the target loss beside the action loss within L_HOI. */
  readonly targetWeight: number;
  /** Where smooth L1 turns from square to linear. */
  readonly beta: number;
  /** Probability that the action head starts from. */
  readonly baseRate: number;
}

/** Whether f_k is read (`explicit`) or the tasks share the stem alone (`multi-task`). */
export type HoiForm = 'explicit' | 'multi-task';

/**
 * Pose-aware HOI recognition: s_a and mu_a from F, f_k and the previous stage's f_a (Eq. 1 and 2).
 *
 * Maps are flattened, then vectors appended, in the order of Eq. 1.
 */
export class FullyConnectedHoi implements PoseAwareHoi {
  readonly width: number;
  private readonly trunk: HoiTrunk;
  private readonly action: Linear;
  private readonly offset: Linear;

  constructor(
    parameters: ParameterScope,
    private readonly form: HoiForm,
    private readonly options: PoseAwareHoiOptions,
    private readonly dims: StageDims,
  ) {
    const { width, baseRate } = options;
    this.width = width;
    this.trunk = new HoiTrunk(parameters, options, inputWidth(dims, form, options));
    this.action = new Linear(parameters.scope('action'), {
      in: width,
      out: dims.actions,
      initializer: normal(0.01),
      biasInitializer: constant(Math.log(baseRate / (1 - baseRate))),
    });
    this.offset = new Linear(parameters.scope('offset'), {
      in: width,
      out: 4 * dims.actions,
      initializer: normal(0.01),
    });
  }

  forward(input: HoiInput, context: ForwardContext): HoiFeatures {
    return tidy(() => {
      const previous = input.previous ?? this.silence(input.roi.shape[0]);
      const vector = messageVector({ ...input, previous }, this.form, this.options.joints);
      const mid = this.trunk.forward(vector, context);
      const actionLogits = this.action.forward(mid);
      const offsets = this.offset.forward(mid);
      if (!this.options.residual || !input.previous) return { mid, actionLogits, offsets };
      return {
        mid,
        actionLogits: tf.add(actionLogits, input.previous.actionLogits),
        offsets: tf.add(offsets, input.previous.offsets),
      };
    });
  }

  loss(features: HoiFeatures, targets: HoiTargets): HoiLoss {
    return tidy(() => ({
      action: binaryCrossEntropy(features.actionLogits, targets.labels, targets.annotated),
      target: tf.mul(
        smoothL1(features.offsets, targets.offsets, targets.located, this.options.beta),
        this.options.targetWeight,
      ) as tf.Scalar,
    }));
  }

  /** f_a^0 = 0 where stages share their weights and stage 1 has the inputs of the others. */
  private silence(rois: number): tf.Tensor2D | null {
    if (this.dims.previousHoiWidth !== 'own') return null;
    return tf.zeros([rois, previousWidth(this.dims, this.width)]);
  }
}
