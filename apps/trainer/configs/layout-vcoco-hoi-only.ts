// HOI recognition of layout-vcoco alone, three stages without any pose: neither skeletons in the tokens nor joints of pairs.
//
//   npx nx run trainer:train -- --config layout-vcoco-hoi-only --set dataset.root=PATH/TO/V-COCO
import { defineExperiment } from '@turbo-hoi/experiment';
import layout, { layoutStage } from './layout-vcoco';

/** Neither reads a pose nor refines one. */
export const hoiStage = layoutStage({ pose: null, mask: { kind: 'none' } });

export default defineExperiment({
  ...layout,
  stem: { kind: 'layout', skeletons: false },
  initialPose: null,
  stages: [hoiStage, hoiStage, hoiStage],
});
