import type { Tensor4D } from '@tensorflow/tfjs';
import type { ForwardContext } from './forward-context';
import type { HoiFeatures, PoseFeatures } from './stage-state';
import type { PersonFields, RoiMap } from './tensors';

/** Inputs of an attention mask; the paper computes it from HOI and image features. */
export interface MaskInput {
  /** f_a of this stage; Eq. 4 reads its `message`. */
  readonly hoi: HoiFeatures;
  /** F [R,S,S,C]. */
  readonly roi: RoiMap;
  /** f_k of the previous stage, which the mask modulates. */
  readonly pose: PoseFeatures;
  readonly fields: PersonFields;
}

/**
 * Attention mask over the pose features, computed from HOI and image features (Eq. 4).
 *
 * @example
 * const half: AttentionMask = { attend: ({ roi }) => tf.fill([roi.shape[0], 1, 1, 1], 0.5) };
 */
export interface AttentionMask {
  /**
   * @param context of the forward pass; draw random numbers from `context.rng`, forked by the mask's own name
   * @returns a mask that broadcasts to [R,S,S,Cp+K], or null for no modulation
   */
  attend(input: MaskInput, context: ForwardContext): Tensor4D | null;
}
