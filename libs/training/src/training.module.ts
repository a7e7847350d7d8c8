import { pluginModule } from '@turbo-hoi/core';
import { adam } from './optimizers/adam';
import { sgd } from './optimizers/sgd';

/** Binds the optimizers `sgd` and `adam`. */
export const trainingModule = pluginModule(sgd, adam);
