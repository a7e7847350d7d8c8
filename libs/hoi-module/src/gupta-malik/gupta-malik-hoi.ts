import {
  ACTION_LOGITS,
  type ForwardContext,
  type HoiContext,
  type HoiFeatures,
  type HoiInput,
  type HoiOutput,
  type HoiTargets,
  type NamedLoss,
  paperOutputs,
  type PoseAwareHoi,
  TARGET_DEVIATIONS,
  TARGET_OFFSETS,
} from '@turbo-hoi/core';
import { binaryCrossEntropy, hoiFeatures, type Linear, tidy } from '@turbo-hoi/nn';
import * as tf from '@tensorflow/tfjs';
import { appearance, appearanceWidth } from '../pose-aware/hoi-input';
import { HoiTrunk, type HoiTrunkOptions } from '../pose-aware/hoi-trunk';
import { actionHead } from '../pose-aware/output-heads';
import { TargetPlaces } from './target-places';

export interface GuptaMalikOptions extends HoiTrunkOptions {
  /** Whether a person's action loss is the sum or the mean over the action columns; it is a mean over people. */
  readonly actionLoss: 'sum' | 'mean';
  /** Initial probability that the action head predicts. */
  readonly baseRate: number;
}

/**
 * Model C of Gupta & Malik (2015): s_a from the person's region, and for each action where its targets lie to people in the training
 * split, a Gaussian that is the same for every person. Reads neither the pose nor the previous stage.
 */
export class GuptaMalikHoi implements PoseAwareHoi {
  readonly width: number;
  readonly outputs: readonly HoiOutput[];
  private readonly trunk: HoiTrunk;
  private readonly action: Linear;
  private readonly places: TargetPlaces;

  constructor(
    private readonly options: GuptaMalikOptions,
    { parameters, dims }: HoiContext,
  ) {
    const { width, baseRate } = options;
    const { actions } = dims;
    this.width = width;
    this.outputs = [
      ...paperOutputs(actions),
      {
        name: TARGET_DEVIATIONS,
        width: 4 * actions,
        activation: 'identity',
        meaning: "standard deviations of the target's box around `offsets`, in units of Eq. 2",
      },
    ];
    this.trunk = new HoiTrunk(parameters, options, appearanceWidth(dims));
    this.action = actionHead(parameters.scope('action'), { width, actions, baseRate });
    this.places = new TargetPlaces(parameters.scope('places'), actions);
  }

  forward(input: HoiInput, context: ForwardContext): HoiFeatures {
    return tidy(() => {
      const mid = this.trunk.forward(tf.concat(appearance(input), 1), context);
      const { mean, deviation } = this.places.gaussian();
      const everyone = (row: tf.Tensor2D) => tf.tile<tf.Tensor2D>(row, [mid.shape[0], 1]);
      return hoiFeatures(this.outputs, {
        mid,
        out: {
          [ACTION_LOGITS]: this.action.forward(mid),
          [TARGET_OFFSETS]: everyone(mean),
          [TARGET_DEVIATIONS]: everyone(deviation),
        },
      });
    });
  }

  /** The action loss; counts the targets as well, which have no loss. */
  loss({ out }: HoiFeatures, targets: HoiTargets): NamedLoss[] {
    const { labels, annotated } = targets;
    this.places.add(targets);
    return [
      {
        name: 'action',
        value: binaryCrossEntropy(out[ACTION_LOGITS], labels, annotated),
        weight: this.options.actionLoss === 'sum' ? labels.shape[1] : 1,
      },
    ];
  }
}
