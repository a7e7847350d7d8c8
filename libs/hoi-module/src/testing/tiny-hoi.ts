import { actionVocabulary, COCO_KEYPOINTS, type StageDims } from '@turbo-hoi/core';

/** Of the modules that `tools/golden/rivals.py` has as well. */
export const DIMS: StageDims = {
  stage: 1,
  side: 2,
  roiChannels: 3,
  contextChannels: 0,
  keypoints: 2,
  actions: 5,
  previousPoseChannels: 0,
  previousHeatmapSide: 0,
  previousMessageWidth: 0,
};

export const DATASET = {
  name: 'tiny',
  actions: actionVocabulary([
    { name: 'stand', roles: [] },
    { name: 'cut', roles: ['obj', 'instr'] },
    { name: 'hold', roles: ['obj'] },
    { name: 'ride', roles: ['obj'] },
  ]),
  keypoints: COCO_KEYPOINTS,
  objectClasses: ['person', 'cup'],
};

/** Options of a trunk of two plain layers. */
export const PLAIN = { width: 6, layers: 2, dropout: 0, layerNorm: false, standardize: false };
