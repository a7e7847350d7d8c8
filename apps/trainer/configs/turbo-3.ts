// The default: three stages, both tasks.
//
//   npx nx run trainer:train
import { defineExperiment } from '@turbo-hoi/experiment';
import { embeddedNetwork } from './embedded-detector';

export default defineExperiment({
  dataset: { kind: 'synthetic', train: 3000 },
  // As in the paper, the region proposals and the start of the object branch come from a detector that was trained before.
  detector: { kind: 'small-faster-rcnn', weights: 'embedded', network: embeddedNetwork },
  init: { stem: 'detector', objectBranch: 'detector' },
  frozen: ['stem'],
  sampling: { proposals: 128 },
  schedule: { learningRate: 0.002, warmupSteps: 0.06, milestones: [], cosine: 0.02 },
  training: { steps: 800 },
});
