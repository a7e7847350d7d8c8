// HOI recognition alone, one stage: the paper's ablation without pose (Fig. 3a and b), beside turbo-1.
//
//   npx nx run trainer:train -- --config hoi-only-1
import { defineExperiment } from '@turbo-hoi/experiment';
import hoiOnly, { hoiStage } from './hoi-only';

export default defineExperiment({ ...hoiOnly, stages: [hoiStage] });
