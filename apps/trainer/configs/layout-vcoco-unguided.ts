// Three stages of layout-vcoco without masks: pose helps HOI recognition, which does not guide the pose.
//
//   npx nx run trainer:train -- --config layout-vcoco-unguided --set dataset.root=PATH/TO/V-COCO
import { defineExperiment } from '@turbo-hoi/experiment';
import layout, { layoutStage } from './layout-vcoco';

const unguided = layoutStage({ mask: { kind: 'none' } });

export default defineExperiment({ ...layout, stages: [unguided, unguided, unguided] });
