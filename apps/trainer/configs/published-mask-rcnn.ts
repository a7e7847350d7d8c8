// Mask R-CNN's keypoint branch (He et al. 2017) on V-COCO beside published-vcoco: stage 0 alone, on the stem, detector, sampling and schedule of
// that config. Its own baseline is a ResNet-50 with FPN; the paper's framework has no FPN, and the same stem for both makes the heads comparable.
//
//   npx nx run trainer:train -- --config published-mask-rcnn --set dataset.root=PATH/TO/V-COCO --set init.rpn=r101-c4.safetensors \
//     --set init.stem=r101-c4.safetensors --set init.objectBranch=r101-c4.safetensors
//
// with the weights of published-vcoco. Not trained: it takes a GPU for days, and these weights were not available.
//
// What is not listed is published-vcoco's, and every difference is in docs/PAPER.md. ADR-0038 has the choices in full.
import { defineExperiment, stage } from '@turbo-hoi/experiment';
import publishedVcoco, { keypointBlock, publishedStage } from './published-vcoco';

export default defineExperiment({
  ...publishedVcoco,
  // "RoIAlign" to 14×14 for the mask and keypoint heads.
  roi: { ...publishedVcoco.roi, side: 14 },
  initialPose: {
    kind: 'keypoint-block',
    ...keypointBlock,
    // "A deconv layer and 2× bilinear upscaling", an output of 56×56: the transposed convolution is the output layer.
    outputKernel: 0,
    lambda: 1,
  },
  // A stage without modules passes the pose of stage 0 on.
  stages: [stage({ ...publishedStage, hoi: null, pose: null, mask: { kind: 'none' } })],
});
