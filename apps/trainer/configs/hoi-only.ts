// HOI recognition alone, three stages: the single-task baseline of turbo-3.
//
//   npx nx run trainer:train -- --config hoi-only
//
// Seeds 101 to 105, test split, stage 3 (2026-11-30): AP agent 73.7 ± 0.5, AP role 54.8 ± 0.7; docs/RESULTS.md#the-default-run.
import { defineExperiment, stage } from '@turbo-hoi/experiment';
import turbo3 from './turbo-3';

/** Neither reads a pose nor estimates one. */
export const hoiStage = stage({
  hoi: { kind: 'multi-task', pairs: true },
  pose: null,
  mask: { kind: 'none' },
});

export default defineExperiment({
  ...turbo3,
  initialPose: null,
  stages: [hoiStage, hoiStage, hoiStage],
});
