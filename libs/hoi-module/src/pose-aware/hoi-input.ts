import { type HoiInput, type PoseFeatures, type StageDims, TurboHoiError } from '@turbo-hoi/core';
import { tidy } from '@turbo-hoi/nn';
import * as tf from '@tensorflow/tfjs';
import type { HoiForm } from './pose-aware-hoi';

/** Width of `[H_mid, H_out]` of the previous stage; 0 if there is none. */
export function previousWidth(dims: StageDims, ownMessage: number): number {
  return dims.previousMessageWidth === 'own' ? ownMessage : dims.previousMessageWidth;
}

/**
 * Length of the concatenation in Eq. 1.
 *
 * @throws TurboHoiError `config` if the module reads pose features and pose is switched off
 */
export function inputWidth(
  dims: StageDims,
  form: HoiForm,
  options: { readonly ownMessage: number; readonly joints: boolean },
): number {
  return (
    appearanceWidth(dims) +
    poseWidth(dims, form, options.joints) +
    previousWidth(dims, options.ownMessage)
  );
}

/** Length of F and, where configured, of the wider context as one vector. */
export function appearanceWidth({ side, roiChannels, contextChannels }: StageDims): number {
  return side * side * (roiChannels + contextChannels);
}

function poseWidth(dims: StageDims, form: HoiForm, joints: boolean): number {
  if (form === 'multi-task') return 0;
  if (dims.previousPoseChannels === 0) {
    throw new TurboHoiError(
      'config',
      `stages[${dims.stage - 1}].hoi (stage ${dims.stage}): kind "explicit" reads pose features, but no pose ` +
        `module runs before it. Set initialPose, or take kind "multi-task".`,
    );
  }
  const cells = dims.side * dims.side;
  return cells * (dims.previousPoseChannels + dims.keypoints) + (joints ? 3 * dims.keypoints : 0);
}

/** [f_k, F, H_mid, H_out] of Eq. 1 as one vector, appearance first. */
export function inputVector(
  input: Pick<HoiInput, 'roi' | 'context' | 'pose'>,
  previous: tf.Tensor2D | null,
  form: HoiForm,
  joints: boolean,
): tf.Tensor2D {
  return tidy(() => {
    const vectors = appearance(input);
    if (form === 'explicit' && input.pose) vectors.push(...poseVectors(input.pose, joints));
    if (previous) vectors.push(previous);
    return tf.concat(vectors, 1);
  });
}

/** What {@link appearanceWidth} counts: F, then the context. */
export function appearance({ roi, context }: Pick<HoiInput, 'roi' | 'context'>): tf.Tensor2D[] {
  return context ? [flatten(roi), flatten(context)] : [flatten(roi)];
}

function poseVectors(pose: PoseFeatures, joints: boolean): tf.Tensor2D[] {
  const maps = [flatten(pose.mid), flatten(pose.coarse)];
  return joints ? [...maps, pose.joints] : maps;
}

/** [R,S,S,C] → [R,S·S·C]. */
export function flatten(map: tf.Tensor4D): tf.Tensor2D {
  const [rois, ...rest] = map.shape;
  // Computed explicitly, since a size of -1 is undefined for zero rois.
  return tf.reshape(map, [rois, rest.reduce((a, b) => a * b)]);
}
