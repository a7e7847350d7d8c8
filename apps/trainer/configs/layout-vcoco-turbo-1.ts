// One stage of layout-vcoco: HOI recognition reads the detected pose, and its result guides one refinement.
//
//   npx nx run trainer:train -- --config layout-vcoco-turbo-1 --set dataset.root=PATH/TO/V-COCO
import { defineExperiment } from '@turbo-hoi/experiment';
import layout, { layoutStage } from './layout-vcoco';

export default defineExperiment({ ...layout, stages: [layoutStage()] });
