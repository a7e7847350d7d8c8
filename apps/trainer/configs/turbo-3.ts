// The default: three stages, both tasks.
//
//   npx nx run trainer:train
import { defineExperiment, stage } from '@turbo-hoi/experiment';
import { embeddedNetwork } from './embedded-detector';

/** Reads the pose, and scores each pair of a person and a detected object by how the joints lie to the object. */
export const turboStage = stage({ hoi: { kind: 'explicit', pairs: true } });

export default defineExperiment({
  dataset: { kind: 'synthetic', train: 3000 },
  // As in the paper, the region proposals and the start of the object branch come from a detector that was trained before.
  detector: { kind: 'small-faster-rcnn', weights: 'embedded', network: embeddedNetwork },
  init: { stem: 'detector', objectBranch: 'detector' },
  frozen: ['stem'],
  stages: [turboStage, turboStage, turboStage],
  sampling: { proposals: 128 },
  schedule: { learningRate: 0.002, warmupSteps: 0.06, milestones: [], cosine: 0.02 },
  training: { steps: 700 },
});
