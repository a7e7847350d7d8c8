import { pluginModule } from '@turbo-hoi/core';
import { hoiGuidedPose } from './guided/hoi-guided-pose.plugin';
import {
  channelMask,
  convMask,
  fcSigmoidMask,
  fullMask,
  noMask,
  separableMask,
} from './mask/mask.plugins';

/** Binds every pose module and attention mask of this library. */
export const poseModule = pluginModule(
  hoiGuidedPose,
  fcSigmoidMask,
  channelMask,
  fullMask,
  separableMask,
  convMask,
  noMask,
);
