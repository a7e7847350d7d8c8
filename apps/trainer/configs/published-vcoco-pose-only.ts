// The paper's ablation without HOI recognition at the published size (Fig. 3c). The keypoint block of the initial pose is Mask R-CNN's; one
// refinement without a mask follows, so that the network is as deep as that of published-vcoco-turbo-1.
//
//   npx nx run trainer:train -- --config published-vcoco-pose-only --set dataset.root=PATH/TO/V-COCO …, as published-vcoco
//
// Not run: it takes a GPU for days.
import { defineExperiment, stage } from '@turbo-hoi/experiment';
import publishedVcoco, { publishedStage } from './published-vcoco';

const poseStage = stage({ ...publishedStage, hoi: null, mask: { kind: 'none' } });

export default defineExperiment({ ...publishedVcoco, stages: [poseStage] });
