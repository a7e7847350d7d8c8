import {
  actionVocabulary,
  COCO_80,
  COCO_KEYPOINTS,
  type DatasetInfo,
  DATASETS,
  type DatasetSplit,
  definePlugin,
} from '@turbo-hoi/core';
import { z } from 'zod';

/** V-COCO's numbers of columns, keypoints and classes: 26 actions, 3 of them with two roles and 4 with none. */
export const VCOCO_SIZED: DatasetInfo = {
  name: 'noise',
  actions: actionVocabulary(
    Array.from({ length: 26 }, (_, i) => ({
      name: `action ${i}`,
      roles: i < 3 ? ['instr', 'obj'] : i < 22 ? ['obj'] : [],
    })),
  ),
  keypoints: COCO_KEYPOINTS,
  objectClasses: COCO_80,
};

const outside = () => Promise.reject(new RangeError('There are no images.'));
const NOTHING: DatasetSplit = { size: 0, annotations: outside, sample: outside };

/** Kind `no-images`: a data set of V-COCO's sizes without any image. */
export const noImages = definePlugin(DATASETS, {
  kind: 'no-images',
  schema: z.strictObject({}),
  create: () => ({ info: VCOCO_SIZED, split: () => NOTHING }),
});
