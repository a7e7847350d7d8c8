import { definePlugin, INITIAL_POSES } from '@turbo-hoi/core';
import { initialKeypointSchema } from '../keypoint-block/keypoint-block.schema';
import { InitialKeypointPose } from './initial-keypoint-pose';

/** Kind `keypoint-block`: {@link InitialKeypointPose}. */
export const initialKeypointPose = definePlugin(INITIAL_POSES, {
  kind: 'keypoint-block',
  schema: initialKeypointSchema,
  create: (options, { parameters, dims }) => new InitialKeypointPose(parameters, options, dims),
});
