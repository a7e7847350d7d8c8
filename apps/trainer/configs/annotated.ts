// turbo-3 on jittered ground-truth boxes in place of a detector, which isolates the turbo loop from detection errors. Stem, object
// branch, last convolutions of the pose heads and number of steps are those of the study in docs/RESULTS.md#on-annotated-boxes.
//
//   npx nx run trainer:train -- --config annotated
//
// Seeds 1 and 2, test split, stage 3 (2026-11-30): AP agent 58.3 and 59.7, AP role 53.1 and 53.2, AP kp50 49.6 and 59.1; prior 15.8, 30.9, 0.4.
import { defineExperiment, stage } from '@turbo-hoi/experiment';

const outputKernel = 3;
const studied = stage({ pose: { kind: 'hoi-guided', outputKernel } });

export default defineExperiment({
  detector: { kind: 'annotated' },
  stem: { kind: 'small', blocks: [1, 1] },
  initialPose: { outputKernel },
  stages: [studied, studied, studied],
  objectBranch: { kind: 'residual' },
  sampling: { proposals: 48 },
  training: { steps: 600 },
});
