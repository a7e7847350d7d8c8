import { DATASETS, definePlugin } from '@turbo-hoi/core';
import { cocoSchema } from './coco-options';
import { openCoco } from './open-coco';

/** COCO 2014 or 2017 from the official files; see the README for the layouts. */
export const cocoDataset = definePlugin(DATASETS, {
  kind: 'coco',
  schema: cocoSchema,
  create: openCoco,
});
