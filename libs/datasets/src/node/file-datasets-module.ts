import { pluginModule } from '@turbo-hoi/core';
import { vcocoDataset } from './vcoco/vcoco-dataset';

/** Data sets of files: a container module with a plugin for each. */
export const fileDatasetsModule = pluginModule(vcocoDataset);
