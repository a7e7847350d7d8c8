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

/** What COCO annotates in photographs: 80 classes and 17 keypoints, and no actions. */
export const PHOTOS_INFO: DatasetInfo = {
  name: 'photos',
  actions: actionVocabulary([]),
  keypoints: COCO_KEYPOINTS,
  objectClasses: COCO_80,
};

/** Photographs of one's own, of which nothing is known: there is nothing to train on, but names for what is found. */
export const photosDataset = definePlugin(DATASETS, {
  kind: 'photos',
  schema: z.strictObject({}),
  create: () => withoutImages(PHOTOS_INFO),
});
