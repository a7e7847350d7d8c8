import { pluginModule } from '@turbo-hoi/core';
import { annotatedDetector } from './annotated/annotated-detector.plugin';
import { layoutStem } from './layout/layout-stem.plugin';
import { resnetFpnStem } from './fpn/resnet-fpn-stem.plugin';
import {
  layer4ObjectBranch,
  residualObjectBranch,
  twoFcObjectBranch,
} from './object-branch/object-branch.plugins';
import { resnetC4Stem } from './resnet/resnet-c4-stem.plugin';
import { smallStem } from './small/small-stem.plugin';

/** Binds the stems, object branches and detectors of this library that read no files. */
export const stemModule = pluginModule(
  smallStem,
  layoutStem,
  resnetC4Stem,
  resnetFpnStem,
  residualObjectBranch,
  layer4ObjectBranch,
  twoFcObjectBranch,
  annotatedDetector,
);
