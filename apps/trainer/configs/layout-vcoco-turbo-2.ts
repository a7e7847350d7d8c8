// Two stages of layout-vcoco.
//
//   npx nx run trainer:train -- --config layout-vcoco-turbo-2 --set dataset.root=PATH/TO/V-COCO
import { defineExperiment } from '@turbo-hoi/experiment';
import layout, { layoutStage } from './layout-vcoco';

export default defineExperiment({ ...layout, stages: [layoutStage(), layoutStage()] });
