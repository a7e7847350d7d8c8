import { pluginModule } from '@turbo-hoi/core';
import { annotatedDetector } from './annotated/annotated-detector.plugin';
import { resnetFpnStem } from './fpn/resnet-fpn-stem.plugin';
import { resnetC4Stem } from './resnet/resnet-c4-stem.plugin';
import { smallStem } from './small/small-stem.plugin';

/** Binds every stem and detector of this library. */
export const stemModule = pluginModule(smallStem, resnetC4Stem, resnetFpnStem, annotatedDetector);
