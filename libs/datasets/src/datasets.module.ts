import { pluginModule } from '@turbo-hoi/core';
import { photosDataset } from './photos/photos-dataset';
import { syntheticDataset } from './synthetic/synthetic-dataset';

/** Binds the data sets that need no files. */
export const datasetsModule = pluginModule(syntheticDataset, photosDataset);
