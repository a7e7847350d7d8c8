// V-COCO from your own disk, with a small stem and small images, so that a laptop can train it.
//
//   npx nx run trainer:train -- --config vcoco --set dataset.root=PATH/TO/V-COCO
//
// The folder is described in libs/datasets/README.md; `npx nx run datasets:write -- FOLDER` writes the embedded data set as one.
// For the paper's sizes see published-vcoco.
import { defineExperiment } from '@turbo-hoi/experiment';
import { untrainedBranch } from './scratch';

export default defineExperiment({
  dataset: { kind: 'vcoco' },
  // Annotated boxes with noise. For a detector: --set detector.kind=npm-models, or faster-rcnn with weights from COCO.
  detector: { kind: 'annotated' },
  objectBranch: untrainedBranch,
  input: { shortSide: 320, longSide: 533, upscale: false },
  sampling: { images: 4 },
  // No colour augmentation of photographs.
  augment: { channelShuffle: 0 },
  training: { steps: 1500 },
});
