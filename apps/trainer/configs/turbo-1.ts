// One stage: HOI recognition reads the initial pose, and its result guides one refinement.
//
//   npx nx run trainer:train -- --config turbo-1
import { defineExperiment } from '@turbo-hoi/experiment';
import turbo3, { turboStage } from './turbo-3';

export default defineExperiment({ ...turbo3, stages: [turboStage] });
