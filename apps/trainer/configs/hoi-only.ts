// HOI recognition alone, three stages: the single-task baseline of turbo-3.
//
//   npx nx run trainer:train -- --config hoi-only
//
// Seeds 1 to 3, test split of version 1 of the data set, stage 3 (2026-11-26): AP agent 37.7 ± 0.5, AP role 23.0 ± 0.6; with the settings of
// `annotated` (2026-11-23) 54.4 ± 1.3 and 47.8 ± 0.8.
// Training takes about 2 minutes with tensorflow on 2 cores.
import { defineExperiment, stage } from '@turbo-hoi/experiment';
import turbo3 from './turbo-3';

const hoiStage = stage({
  hoi: { kind: 'multi-task', pairs: true },
  pose: null,
  mask: { kind: 'none' },
});

export default defineExperiment({
  ...turbo3,
  initialPose: null,
  stages: [hoiStage, hoiStage, hoiStage],
});
