// The pose as input of HOI recognition, no message back: one stage of layout-vcoco without a mask.
//
//   npx nx run trainer:train -- --config layout-vcoco-explicit --set dataset.root=PATH/TO/V-COCO
import { defineExperiment } from '@turbo-hoi/experiment';
import layout, { layoutStage } from './layout-vcoco';

export default defineExperiment({ ...layout, stages: [layoutStage({ mask: { kind: 'none' } })] });
