// turbo-3 on jittered ground-truth boxes in place of a detector, which isolates the turbo loop from detection errors. Stem, object
// branch, last convolutions of the pose heads and number of steps are those of the study in docs/RESULTS.md#on-annotated-boxes.
//
//   npx nx run trainer:train -- --config annotated
//
// Seeds 1 to 3, test split of version 1 of the data set, stage 3 (2026-11-23): AP agent 55.6 ± 1.0, AP role 51.2 ± 2.8, AP kp50 67.3 ± 4.4; prior 15.9, 23.6, 1.1.
// Measured before the object branch's proposals changed and before targets were restricted to known classes.
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
