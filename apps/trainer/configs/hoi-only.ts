// HOI recognition alone, three stages, to compare turbo-3 with.
//
//   npx nx run trainer:train -- --config hoi-only
import { defineExperiment, stage } from '../src/config';
import turbo3 from './turbo-3';

const hoiStage = stage({ hoi: { kind: 'multi-task' }, pose: null, mask: { kind: 'none' } });

export default defineExperiment({
  ...turbo3,
  initialPose: null,
  stages: [hoiStage, hoiStage, hoiStage],
});
