import type { Tensor2D } from '@tensorflow/tfjs';
import type { ForwardContext } from './forward-context';
import type { HoiOutput } from './hoi-output';
import type { HoiNeeds, HoiObjects, HoiPairs, LayoutRows } from './interactions';
import type { NamedLoss } from './loss-report';
import type { HoiFeatures, PoseFeatures } from './stage-state';
import type { HoiTargets } from './targets';
import type { PersonFields, RoiMap } from './tensors';

export interface HoiInput {
  /** F [R,S,S,C]. */
  readonly roi: RoiMap;
  /** The features of a wider box around each person, or null: [R,S,S,C']. */
  readonly context: RoiMap | null;
  /** f_k of the previous stage. */
  readonly pose: PoseFeatures | null;
  /** f_a of the previous stage; null in stage 1. */
  readonly previous: HoiFeatures | null;
  /** Null unless the module needs objects, pairs or detections. */
  readonly objects: HoiObjects | null;
  /** Null unless the module needs pairs; rows of `objects`. */
  readonly pairs: HoiPairs | null;
  /** Present if the stem reads layouts: `fields` then has `skeleton` [R,K,3] in pixels, `box` [R,4] and `score` [R] of people. */
  readonly layout?: LayoutRows;
  readonly fields: PersonFields;
  /** [R,4] xyxy of the people in pixels of the network input. */
  readonly boxes: Tensor2D;
}

/**
 * Pose-aware HOI recognition (Eq. 1 and 2), of people or, with `needs.pairs`, of people and objects (InteractNet's interaction branch).
 *
 * @example
 * // Scores actions by the mean of F; `hoiFeatures` of `@turbo-hoi/nn` adds the message that masks and the next stage read.
 * const outputs = paperOutputs(dims.actions);
 * const hoi: PoseAwareHoi = {
 *   width: dims.roiChannels,
 *   outputs,
 *   forward: ({ roi }) => {
 *     const mid = tf.mean(roi, [1, 2]);
 *     return hoiFeatures(outputs, { mid, out: { actions: action.forward(mid), offsets: offset.forward(mid) } });
 *   },
 *   loss: ({ out }, { labels, annotated }) => [
 *     { name: 'action', value: binaryCrossEntropy(out.actions, labels, annotated) },
 *   ],
 * };
 */
export interface PoseAwareHoi {
  /** D: width of H_mid. */
  readonly width: number;
  /** The parts of H_out in order; the paper's are `paperOutputs`. */
  readonly outputs: readonly HoiOutput[];
  /** Inputs of `forward` beside the RoI features of people; absent: none. */
  readonly needs?: HoiNeeds;
  forward(input: HoiInput, context: ForwardContext): HoiFeatures;
  /** The summands of L_HOI; the paper's are `action` and `target`. */
  loss(features: HoiFeatures, targets: HoiTargets): readonly NamedLoss[];
}
