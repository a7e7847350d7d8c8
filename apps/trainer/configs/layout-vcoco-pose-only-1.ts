// One stage of layout-vcoco-pose-only, beside layout-vcoco-turbo-1.
//
//   npx nx run trainer:train -- --config layout-vcoco-pose-only-1 --set dataset.root=PATH/TO/V-COCO
import { defineExperiment } from '@turbo-hoi/experiment';
import poseOnly, { poseStage } from './layout-vcoco-pose-only';

export default defineExperiment({ ...poseOnly, stages: [poseStage] });
