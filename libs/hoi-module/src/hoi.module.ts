import { pluginModule } from '@turbo-hoi/core';
import { guptaMalikHoi } from './gupta-malik/gupta-malik.plugin';
import { interactNetHoi } from './interactnet/interactnet.plugin';
import { pairContextHoi } from './pair-context/pair-context.plugin';
import { explicitHoi, multiTaskHoi } from './pose-aware/pose-aware-hoi.plugin';

/** Binds every HOI module of this library. */
export const hoiModule = pluginModule(
  explicitHoi,
  multiTaskHoi,
  pairContextHoi,
  interactNetHoi,
  guptaMalikHoi,
);
