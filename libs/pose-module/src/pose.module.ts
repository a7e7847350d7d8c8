import { pluginModule } from '@turbo-hoi/core';
import { hoiGuidedPose } from './guided/hoi-guided-pose.plugin';
import { initialKeypointPose } from './guided/initial-keypoint-pose.plugin';
import {
  channelMask,
  convMask,
  fcSigmoidMask,
  fullMask,
  noMask,
  separableMask,
} from './mask/mask.plugins';
import { rmpePose } from './rmpe/rmpe.plugin';
import { initialSkeleton, skeletonPose } from './skeleton/skeleton.plugins';

/** Binds every initial pose, pose module and attention mask of this library. */
export const poseModule = pluginModule(
  initialKeypointPose,
  rmpePose,
  hoiGuidedPose,
  initialSkeleton,
  skeletonPose,
  fcSigmoidMask,
  channelMask,
  fullMask,
  separableMask,
  convMask,
  noMask,
);
