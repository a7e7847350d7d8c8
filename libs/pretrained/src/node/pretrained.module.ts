import { pluginModule } from '@turbo-hoi/core';
import { graphModel } from './graph-model.plugin';
import { movenet } from './movenet.plugin';
import { npmModels } from './npm-models.plugin';
import { photo } from './photo.plugin';

/** Binds every plugin of this library. */
export const pretrainedModule = pluginModule(npmModels, photo, movenet, graphModel);
