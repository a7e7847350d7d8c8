// The default: three stages, both tasks.
//
//   npx nx run trainer:train
//
// Seeds 101 to 105, test split, stage 3 (2026-11-30): AP agent 74.1 ± 0.6, AP role 61.3 ± 1.0, AP kp50 78.5 ± 0.9; docs/RESULTS.md#the-default-run.
import { defineExperiment, stage } from '@turbo-hoi/experiment';
import { embeddedNetwork } from './embedded-detector';

/** Reads the pose, and scores each pair of a person and a detected object by how the joints lie to the object. */
export const turboStage = stage({ hoi: { kind: 'explicit', pairs: true } });

export default defineExperiment({
  dataset: { kind: 'synthetic', train: 2400 },
  // As in the paper, the region proposals and the start of the object branch come from a detector that was trained before.
  detector: {
    kind: 'small-faster-rcnn',
    weights: 'embedded',
    network: embeddedNetwork,
    proposals: { afterNms: 100 },
  },
  init: { stem: 'detector', objectBranch: 'detector' },
  frozen: ['stem'],
  stages: [turboStage, turboStage, turboStage],
  // A step of 16 images takes half as long again as one of 8.
  sampling: { images: 16, people: 32, proposals: 256 },
  schedule: { learningRate: 0.003, warmupSteps: 0.06, milestones: [], cosine: 0.02 },
  training: { steps: 280 },
});
