import {
  ACTION_LOGITS,
  type ForwardContext,
  type HoiContext,
  type HoiFeatures,
  type HoiInput,
  type HoiNeeds,
  type HoiOutput,
  type HoiTargets,
  messageWidth,
  type NamedLoss,
  paperOutputs,
  type PoseAwareHoi,
  type StageDims,
  TARGET_OFFSETS,
} from '@turbo-hoi/core';
import {
  binaryCrossEntropy,
  gatherRows,
  hoiFeatures,
  type Linear,
  smoothL1,
  tidy,
} from '@turbo-hoi/nn';
import * as tf from '@tensorflow/tfjs';
import { HoiTrunk, type HoiTrunkOptions } from './hoi-trunk';
import { inputVector, inputWidth, previousWidth } from './hoi-input';
import { actionHead, offsetHead } from './output-heads';
import { RelationHead } from './relation-head';

export interface PoseAwareHoiOptions extends HoiTrunkOptions {
  /** Adds the previous stage's parts of H_out to this stage's parts of the same name. */
  readonly residual: boolean;
  /** Reads the joints' expected positions and peaks in addition to the heatmaps. */
  readonly joints: boolean;
  /** Whether pairs of a person and a detected object are scored as well; s_a of the pair then takes the person's place in triplets. */
  readonly pairs: boolean;
  /** Weight of the pairs' loss beside the action loss within L_HOI; it is a mean over pairs, of which few are positive. */
  readonly pairWeight: number;
  /** Whether a person's action loss is the sum or the mean over the action columns; it is a mean over people. */
  readonly actionLoss: 'sum' | 'mean';
  /** Weight of the target loss beside the action loss within L_HOI. */
  readonly targetWeight: number;
  /** Error at which smooth L1 changes from quadratic to linear. */
  readonly beta: number;
  /** Initial probability that the action head predicts. */
  readonly baseRate: number;
}

/** Whether the module reads f_k (`explicit`) or the tasks share only the stem (`multi-task`). */
export type HoiForm = 'explicit' | 'multi-task';

/**
 * Pose-aware HOI recognition: s_a and mu_a from F, f_k and the previous stage's f_a (Eq. 1 and 2).
 *
 * Maps are flattened, then vectors appended, in the order of Eq. 1.
 */
export class FullyConnectedHoi implements PoseAwareHoi {
  readonly width: number;
  readonly outputs: readonly HoiOutput[];
  private readonly trunk: HoiTrunk;
  private readonly action: Linear;
  private readonly offset: Linear;
  private readonly relation: RelationHead | null;
  private readonly dims: StageDims;
  readonly needs: HoiNeeds;

  constructor(
    private readonly form: HoiForm,
    private readonly options: PoseAwareHoiOptions,
    { parameters, dims, dataset }: HoiContext,
  ) {
    const { width, baseRate, joints, pairs } = options;
    this.dims = dims;
    this.needs = pairs ? { pairs } : {};
    this.width = width;
    this.outputs = paperOutputs(dims.actions);
    const ownMessage = messageWidth(this);
    this.trunk = new HoiTrunk(parameters, options, inputWidth(dims, form, { ownMessage, joints }));
    const sizes = { width, actions: dims.actions };
    this.action = actionHead(parameters.scope('action'), { ...sizes, baseRate });
    this.offset = offsetHead(parameters.scope('offset'), sizes);
    this.relation = pairs
      ? new RelationHead(parameters.scope('relation'), {
          person: width,
          classes: dataset.objectClasses.length,
          actions: dims.actions,
          keypoints: form === 'explicit' && joints ? dims.keypoints : 0,
          dropout: options.dropout,
        })
      : null;
  }

  forward(input: HoiInput, context: ForwardContext): HoiFeatures {
    return tidy(() => {
      const previous = input.previous?.message ?? this.emptyMessage(input.roi.shape[0]);
      const vector = inputVector(input, previous, this.form, this.options.joints);
      const mid = this.trunk.forward(vector, context);
      const own = {
        [ACTION_LOGITS]: this.action.forward(mid),
        [TARGET_OFFSETS]: this.offset.forward(mid),
      };
      const out = this.options.residual ? added(own, input.previous) : own;
      const pairs = this.relation?.forward(input, mid, context);
      return hoiFeatures(this.outputs, {
        mid,
        out,
        ...(pairs && {
          pairs: {
            [ACTION_LOGITS]: tf.add(pairs, gatherRows(out[ACTION_LOGITS], input.pairs!.person)),
          },
        }),
      });
    });
  }

  loss(features: HoiFeatures, targets: HoiTargets): NamedLoss[] {
    const { out, pairs } = features;
    const { labels, annotated, offsets, located } = targets;
    const { actionLoss, beta, targetWeight, pairWeight } = this.options;
    const overColumns = actionLoss === 'sum' ? this.dims.actions : 1;
    return [
      {
        name: 'action',
        value: binaryCrossEntropy(out[ACTION_LOGITS], labels, annotated),
        weight: overColumns,
      },
      ...(pairs && targets.pairs
        ? [
            {
              name: 'pair',
              value: binaryCrossEntropy(
                pairs[ACTION_LOGITS],
                targets.pairs.labels,
                targets.pairs.valid,
              ),
              weight: overColumns * pairWeight,
            },
          ]
        : []),
      {
        name: 'target',
        value: smoothL1(out[TARGET_OFFSETS], offsets, located, beta),
        weight: targetWeight,
      },
    ];
  }

  /** f_a^0 = 0 if stages share their weights, since stage 1 then has the same inputs as the others. */
  private emptyMessage(rois: number): tf.Tensor2D | null {
    if (this.dims.previousMessageWidth !== 'own') return null;
    return tf.zeros([rois, previousWidth(this.dims, messageWidth(this))]);
  }
}

/** Adds the previous stage's parts of the same name. */
function added(own: HoiFeatures['out'], previous: HoiFeatures | null): HoiFeatures['out'] {
  if (!previous) return own;
  const parts = Object.entries(own).map(([name, part]) => {
    const before = previous.out[name];
    return [name, before ? tf.add<tf.Tensor2D>(part, before) : part] as const;
  });
  return Object.fromEntries(parts);
}
