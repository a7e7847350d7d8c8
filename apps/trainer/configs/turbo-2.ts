// Two stages.
//
//   npx nx run trainer:train -- --config turbo-2
import { defineExperiment } from '@turbo-hoi/experiment';
import turbo3, { turboStage } from './turbo-3';

export default defineExperiment({ ...turbo3, stages: [turboStage, turboStage] });
