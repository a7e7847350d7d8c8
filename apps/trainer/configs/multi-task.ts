// The paper's ablation "multi-task": one stage, both tasks share the features and exchange no messages.
// The pose is refined without a mask, so that the network is as deep as that of `explicit`.
//
//   npx nx run trainer:train -- --config multi-task
import { defineExperiment, stage } from '@turbo-hoi/experiment';
import turbo3 from './turbo-3';

export default defineExperiment({
  ...turbo3,
  stages: [stage({ hoi: { kind: 'multi-task', pairs: true }, mask: { kind: 'none' } })],
});
