import { pluginModule } from '@turbo-hoi/core';
import { cocoDataset } from './coco/coco-dataset';
import { customDataset } from './custom/custom-dataset';
import { hicoDataset } from './hico/hico-dataset';
import { vcocoDataset } from './vcoco/vcoco-dataset';

/** Data sets of files: a container module with a plugin for each. */
export const fileDatasetsModule = pluginModule(
  cocoDataset,
  vcocoDataset,
  hicoDataset,
  customDataset,
);
