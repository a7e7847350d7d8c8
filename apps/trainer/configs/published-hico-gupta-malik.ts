// Model C of Gupta & Malik (2015) on HICO-DET, a rival in the paper's Table 1: the head of published-gupta-malik on the data, detector, sampling and schedule
// of published-hico-pretrain. It has no pose, so that it needs neither keypoints nor a V-COCO run: its stem starts from COCO.
//
//   npx nx run trainer:train -- --config published-hico-gupta-malik --set dataset.root=PATH/TO/HICO-DET \
//     --set init.rpn=r50-fpn.safetensors --set init.objectBranch=r50-fpn.safetensors --set init.stem=r101-c4.safetensors
//
// with the weights of published-hico-pretrain and published-vcoco. The paper lists it with mAP 7.81 full, 5.37 rare, 8.54 non-rare (Table 1). Not trained: it takes a
// GPU for days, and these weights were not available.
//
// What is not listed is published-hico-pretrain's, and every difference is in docs/PAPER.md. ADR-0035 has what both papers leave open.
import { defineExperiment } from '@turbo-hoi/experiment';
import publishedGuptaMalik from './published-gupta-malik';
import publishedPretrain from './published-hico-pretrain';

export default defineExperiment({
  ...publishedPretrain,
  initialPose: null,
  stages: publishedGuptaMalik.stages,
  targetChoice: publishedGuptaMalik.targetChoice,
});
