import {
  actionVocabulary,
  COCO_80,
  COCO_KEYPOINTS,
  type DatasetInfo,
  DATASETS,
  definePlugin,
} from '@turbo-hoi/core';
import { z } from 'zod';
import { withoutImages } from '../info/without-images';

/** COCO's vocabulary: 80 classes and 17 keypoints, and no actions. */
export const PHOTOS_INFO: DatasetInfo = {
  name: 'photos',
  actions: actionVocabulary([]),
  keypoints: COCO_KEYPOINTS,
  objectClasses: COCO_80,
};

/** Unannotated photographs: no training data, but the class names for detections. */
export const photosDataset = definePlugin(DATASETS, {
  kind: 'photos',
  schema: z.strictObject({}),
  create: () => withoutImages(PHOTOS_INFO),
});
