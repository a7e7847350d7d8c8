import { keypointBlock, publishedStage } from '../../configs/published-vcoco';
import type { ExperimentInput } from '@turbo-hoi/experiment';

/** Three stages of the paper's form and size, on RoI features of 1024 channels, without detection. */
export const publishedExperiment: ExperimentInput = {
  name: 'published',
  roi: { context: null },
  initialPose: keypointBlock,
  stages: [publishedStage, publishedStage, publishedStage],
  objectBranch: null,
  sampling: { images: 2, people: 16, proposals: 1 },
  optimizer: { kind: 'sgd' },
};
