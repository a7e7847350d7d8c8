import {
  ACTION_LOGITS,
  type ForwardContext,
  type HoiContext,
  type HoiFeatures,
  type HoiInput,
  type HoiNeeds,
  type HoiObjects,
  type HoiOutput,
  type HoiPairs,
  type HoiTargets,
  type NamedLoss,
  paperOutputs,
  type PoseAwareHoi,
  TARGET_OFFSETS,
} from '@turbo-hoi/core';
import { hoiFeatures, type Linear, tidy } from '@turbo-hoi/nn';
import * as tf from '@tensorflow/tfjs';
import { appearance, appearanceWidth } from '../pose-aware/hoi-input';
import { HoiTrunk } from '../pose-aware/hoi-trunk';
import { actionHead, offsetHead } from '../pose-aware/output-heads';
import { InteractionBranch } from './interaction-branch';
import { interactNetLoss } from './interactnet-loss';
import type { InteractNetOptions } from './interactnet-options';

/**
 * InteractNet (Gkioxari et al. 2018) as a stage: s_a and mu_a of people from F (the human-centric branch), and s_a of pairs from the
 * regions of both (the interaction branch). Reads neither the pose nor the previous stage.
 *
 * The layers on people are those of both branches, as in its Fig. 3.
 */
export class InteractNetHoi implements PoseAwareHoi {
  readonly width: number;
  readonly outputs: readonly HoiOutput[];
  readonly needs: HoiNeeds = { objects: 'people', pairs: true };
  private readonly trunk: HoiTrunk;
  private readonly action: Linear;
  private readonly offset: Linear;
  private readonly interaction: InteractionBranch;

  constructor(
    private readonly options: InteractNetOptions,
    { parameters, dims }: HoiContext,
  ) {
    const { width, baseRate } = options;
    const { actions, side, roiChannels } = dims;
    this.width = width;
    this.outputs = paperOutputs(actions);
    this.trunk = new HoiTrunk(parameters, options, appearanceWidth(dims));
    this.action = actionHead(parameters.scope('action'), { width, actions, baseRate });
    this.offset = offsetHead(parameters.scope('offset'), { width, actions });
    this.interaction = new InteractionBranch(parameters.scope('interaction'), {
      ...options,
      actions,
      region: side * side * roiChannels,
    });
  }

  forward(input: HoiInput, context: ForwardContext): HoiFeatures {
    // `needs` provides both.
    const [objects, pairs] = [input.objects as HoiObjects, input.pairs as HoiPairs];
    return tidy(() => {
      const mid = this.trunk.forward(tf.concat(appearance(input), 1), context);
      return hoiFeatures(this.outputs, {
        mid,
        out: {
          [ACTION_LOGITS]: this.action.forward(mid),
          [TARGET_OFFSETS]: this.offset.forward(mid),
        },
        pairs: { [ACTION_LOGITS]: this.interaction.forward(mid, objects, pairs, context) },
      });
    });
  }

  loss(features: HoiFeatures, targets: HoiTargets): NamedLoss[] {
    return interactNetLoss(features, targets, this.options);
  }
}
