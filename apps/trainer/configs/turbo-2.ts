// Two stages.
//
//   npx nx run trainer:train -- --config turbo-2
import { defineExperiment, stage } from '@turbo-hoi/experiment';
import turbo3 from './turbo-3';

export default defineExperiment({ ...turbo3, stages: [stage(), stage()] });
