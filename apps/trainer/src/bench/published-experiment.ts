import { keypointBlock, publishedStage } from '../../configs/published-vcoco';
import type { ExperimentInput } from '@turbo-hoi/experiment';

/** Side of the images in pixels. */
export const IMAGE_SIDE = 512;

/** Three stages of the paper's form and size, on a feature map of ResNet's C4, without detection. */
export const publishedExperiment: ExperimentInput = {
  name: 'published',
  dataset: { kind: 'synthetic', size: IMAGE_SIDE },
  stem: { kind: 'random-map', channels: 1024, stride: 16 },
  roi: { context: null },
  initialPose: keypointBlock,
  stages: [publishedStage, publishedStage, publishedStage],
  objectBranch: null,
  sampling: { images: 2, people: 16, proposals: 1 },
  optimizer: { kind: 'sgd' },
  training: { clipNorm: null },
};
