// The paper's experiment on V-COCO at its own size: three stages, heads of 1024 and 512 channels, 13,000 steps of 8 images.
//
//   npx nx run trainer:train -- --config published-vcoco --set dataset.root=PATH/TO/V-COCO
//
// The paper reports AP agent 70.3 and AP role 42.0 on the test split (Table 2). Not run: it takes a GPU for days. The paper's
// ResNet-101, frozen RPN and COCO weights are not here yet: `small` and annotated boxes stand in their places, so that these
// numbers are not to be expected.
import { defineExperiment, stage } from '../src/config';

/** Eight convolutions of 512 channels, then twice the resolution twice. */
export const keypointBlock = {
  convs: 8,
  channels: 512,
  deconvChannels: 512,
  outputKernel: 1,
  groups: 0,
} as const;

export const publishedHoi = {
  kind: 'explicit',
  width: 1024,
  dropout: 0.5,
  layerNorm: false,
  standardize: false,
  residual: false,
  joints: false,
} as const;

export const publishedStage = stage({
  hoi: publishedHoi,
  pose: { kind: 'hoi-guided', ...keypointBlock, skip: false },
  mask: { kind: 'fc-sigmoid' },
  poseToHoiGradient: 1,
  hoiToPoseGradient: 1,
});

export default defineExperiment({
  dataset: { kind: 'vcoco', train: 'trainval' },
  input: { shortSide: 600, longSide: 1000 },
  roi: { context: null },
  initialPose: keypointBlock,
  stages: [publishedStage, publishedStage, publishedStage],
  objectBranch: { blocks: 3 },
  sampling: { images: 8, people: 64, proposals: 512 },
  augment: { channelShuffle: 0, brightness: [1, 1] },
  optimizer: { kind: 'sgd', momentum: 0.9, weightDecay: 1e-4 },
  schedule: { learningRate: 0.001, warmupSteps: 0, milestones: [10 / 13] },
  training: { steps: 13_000, checkpointEvery: 500 },
});
