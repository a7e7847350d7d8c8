// Pose refinement of layout-vcoco alone, a cascade of three stages without HOI recognition.
//
//   npx nx run trainer:train -- --config layout-vcoco-pose-only --set dataset.root=PATH/TO/V-COCO
import { defineExperiment } from '@turbo-hoi/experiment';
import layout, { layoutStage } from './layout-vcoco';

/** Neither recognises interactions nor reads any. */
export const poseStage = layoutStage({ hoi: null, mask: { kind: 'none' } });

export default defineExperiment({ ...layout, stages: [poseStage, poseStage, poseStage] });
