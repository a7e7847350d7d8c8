// The paper's ablation "explicit input": one stage with the pose as input of HOI recognition. The same as turbo-1.
//
//   npx nx run trainer:train -- --config explicit
import { defineExperiment } from '@turbo-hoi/experiment';
import turbo1 from './turbo-1';

export default defineExperiment({ ...turbo1 });
