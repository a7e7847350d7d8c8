import type { ForwardContext, HoiObjects, HoiPairs, ParameterScope, RoiMap } from '@turbo-hoi/core';
import { gatherRows, type Linear, tidy } from '@turbo-hoi/nn';
import * as tf from '@tensorflow/tfjs';
import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs';
import { flatten } from '../pose-aware/hoi-input';
import { HoiTrunk, type HoiTrunkOptions } from '../pose-aware/hoi-trunk';
import { actionHead } from '../pose-aware/output-heads';

export interface InteractionBranchOptions extends HoiTrunkOptions {
  /** A. */
  readonly actions: number;
  /** Length of an object's region as a vector, S·S·C. */
  readonly region: number;
  /** Initial probability of a pair's action. */
  readonly baseRate: number;
}

/** Logits of s_a^{h,o}: those of the person's features plus those of the object's, which has layers of its own. */
export class InteractionBranch {
  private readonly object: HoiTrunk;
  private readonly personAction: Linear;
  private readonly objectAction: Linear;

  constructor(parameters: ParameterScope, options: InteractionBranchOptions) {
    const { width, actions, region, baseRate } = options;
    this.object = new HoiTrunk(parameters.scope('object'), options, region);
    this.personAction = actionHead(parameters.scope('person_action'), { width, actions, baseRate });
    // The base rate of a sum is that of one summand, and 0.5 is a logit of 0.
    this.objectAction = actionHead(parameters.scope('object_action'), {
      width,
      actions,
      baseRate: 0.5,
    });
  }

  /** @param mid hidden features of people [R,D] @returns [P,A] */
  forward(mid: Tensor2D, objects: HoiObjects, pairs: HoiPairs, context: ForwardContext): Tensor2D {
    return tidy(() => {
      const seen = this.object.forward(flatten(objects.features as RoiMap), {
        ...context,
        rng: context.rng.fork('object'),
        valid: tf.cast(tf.greaterEqual<Tensor1D>(objects.classes, 0), 'float32'),
      });
      // A logit is a sum of one of the person and one of the object, so that each is computed once for all pairs.
      const ofPerson = gatherRows(this.personAction.forward(mid), pairs.person);
      const ofObject = gatherRows(this.objectAction.forward(seen), pairs.object);
      return tf.add<Tensor2D>(ofPerson, ofObject);
    });
  }
}
