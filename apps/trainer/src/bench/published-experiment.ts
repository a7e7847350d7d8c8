import { type ExperimentInput, stage } from '../config';

const keypointBlock = {
  convs: 8,
  channels: 512,
  deconvChannels: 512,
  outputKernel: 1,
  groups: 0,
} as const;

const publishedStage = stage({
  hoi: {
    kind: 'explicit',
    width: 1024,
    dropout: 0.5,
    layerNorm: false,
    standardize: false,
    residual: false,
    joints: false,
  },
  pose: { kind: 'hoi-guided', ...keypointBlock, skip: false },
  mask: { kind: 'fc-sigmoid' },
  poseToHoiGradient: 1,
  hoiToPoseGradient: 1,
});

/** Three stages in the paper's form and size, on regions of 1024 channels; no detection. */
export const publishedExperiment: ExperimentInput = {
  name: 'published',
  roi: { context: null },
  initialPose: keypointBlock,
  stages: [publishedStage, publishedStage, publishedStage],
  objectBranch: null,
  sampling: { images: 2, people: 16, proposals: 1 },
  optimizer: { kind: 'sgd' },
};
