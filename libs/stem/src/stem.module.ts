import { pluginModule } from '@turbo-hoi/core';
import { annotatedDetector } from './annotated/annotated-detector.plugin';
import { smallStem } from './small/small-stem.plugin';

/** Binds every stem and detector of this library. */
export const stemModule = pluginModule(smallStem, annotatedDetector);
