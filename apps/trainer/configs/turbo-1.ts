// One stage: HOI recognition reads the initial pose, and its result guides one refinement.
//
//   npx nx run trainer:train -- --config turbo-1
//
// Seeds 101 to 105, test split (2026-11-30): AP agent 70.8 ± 0.3, AP role 60.6 ± 0.6, AP kp50 78.6 ± 0.4.
import { defineExperiment } from '@turbo-hoi/experiment';
import turbo3, { turboStage } from './turbo-3';

export default defineExperiment({ ...turbo3, stages: [turboStage] });
