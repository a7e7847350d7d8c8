import { definePlugin, POSE_MODULES } from '@turbo-hoi/core';
import { keypointBlockSchema } from '../keypoint-block/keypoint-block.schema';
import { MaskedKeypointPose } from './hoi-guided-pose';

/** Kind `hoi-guided`: {@link MaskedKeypointPose}. */
export const hoiGuidedPose = definePlugin(POSE_MODULES, {
  kind: 'hoi-guided',
  schema: keypointBlockSchema,
  create: (options, { parameters, dims, mask }) =>
    new MaskedKeypointPose(parameters, options, dims, mask),
});
