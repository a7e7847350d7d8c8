import type { ExperimentInput } from '@turbo-hoi/experiment';
import publishedVcoco, { keypointBlock, publishedStage } from '../../../configs/published-vcoco';

/** An experiment on images of noise. */
export interface SizedExperiment {
  readonly experiment: ExperimentInput;
  /** Height and width of the images in pixels, before padding. */
  readonly image: readonly [number, number];
}

const SIDE = 512;

const heads: ExperimentInput = {
  name: 'published',
  dataset: { kind: 'synthetic', size: SIDE },
  stem: { kind: 'random-map', channels: 1024, stride: 16 },
  roi: { context: null },
  initialPose: keypointBlock,
  stages: [publishedStage, publishedStage, publishedStage],
  objectBranch: null,
  sampling: { images: 2, people: 16, proposals: 1 },
  optimizer: { kind: 'sgd' },
  training: { clipNorm: null },
};

/** Three stages of the paper's form and size, on a feature map of ResNet's C4, without detection. */
export const publishedHeads: SizedExperiment = { experiment: heads, image: [SIDE, SIDE] };

/** The same on one image of the paper's size and a ResNet of this depth. */
export function publishedResnet(depth: 50 | 101): SizedExperiment {
  const { shortSide, longSide } = publishedVcoco.input!;
  return {
    experiment: {
      ...heads,
      name: `published-r${depth}`,
      // PyTorch runs no block twice.
      stem: { ...publishedVcoco.stem!, depth, recompute: false },
      input: publishedVcoco.input,
      sampling: { images: 1, people: 16, proposals: 1 },
    },
    image: [shortSide!, longSide!],
  };
}
