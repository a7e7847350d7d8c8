import { DATASETS, definePlugin } from '@turbo-hoi/core';
import { openVcoco } from './open-vcoco';
import { vcocoSchema } from './vcoco-options';

/** V-COCO from the official files; see the README for the layouts. */
export const vcocoDataset = definePlugin(DATASETS, {
  kind: 'vcoco',
  schema: vcocoSchema,
  create: openVcoco,
});
