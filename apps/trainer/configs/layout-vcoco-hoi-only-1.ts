// One stage of layout-vcoco-hoi-only, beside layout-vcoco-turbo-1.
//
//   npx nx run trainer:train -- --config layout-vcoco-hoi-only-1 --set dataset.root=PATH/TO/V-COCO
import { defineExperiment } from '@turbo-hoi/experiment';
import hoiOnly, { hoiStage } from './layout-vcoco-hoi-only';

export default defineExperiment({ ...hoiOnly, stages: [hoiStage] });
