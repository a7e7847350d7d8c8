// One stage of layout-vcoco in which both tasks share the tokens and exchange no messages; tokens contain no skeletons.
//
//   npx nx run trainer:train -- --config layout-vcoco-multi-task --set dataset.root=PATH/TO/V-COCO
import { defineExperiment } from '@turbo-hoi/experiment';
import layout, { layoutStage } from './layout-vcoco';

export default defineExperiment({
  ...layout,
  stem: { kind: 'layout', skeletons: false },
  stages: [
    layoutStage({ hoi: { kind: 'pair-context', readsPose: false }, mask: { kind: 'none' } }),
  ],
});
