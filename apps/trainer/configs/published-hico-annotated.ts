// The paper's second strategy for HICO-DET at the published size: keypoints of a pose detector in place of annotated ones.
// A frozen ResNet-50-FPN detector detects objects as in published-hico-pretrain; the stem starts from COCO as for V-COCO.
//
//   npx nx run trainer:annotate -- --dataset hico --root PATH/TO/HICO-DET --split train --pose KIND --out keypoints.json
//   npx nx run trainer:train -- --config published-hico-annotated --set dataset.root=PATH/TO/HICO-DET \
//     --set poses.file=keypoints.json --set init.rpn=r50-fpn.safetensors --set init.objectBranch=r50-fpn.safetensors \
//     --set init.stem=r101-c4.safetensors
//
// The paper reports mAP 11.4 full, 7.3 rare, 12.6 non-rare (Table 1), with the pose detector of Newell, Huang and Deng 2017.
// Not run: it takes a GPU for days.
import { defineExperiment } from '@turbo-hoi/experiment';
import publishedPretrain from './published-hico-pretrain';
import publishedVcoco from './published-vcoco';

export default defineExperiment({
  ...publishedPretrain,
  // Paper, Pre-training vs. Semiautomatic Annotation: "we take the keypoints detection results as annotations", so that λ_pose is as
  // for V-COCO.
  initialPose: publishedVcoco.initialPose,
  stages: publishedVcoco.stages,
});
