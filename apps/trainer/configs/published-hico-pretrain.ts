// The paper's first strategy for HICO-DET at its own size: start from a V-COCO run, without the keypoint loss; the keypoint
// blocks are still updated by the gradient of the HOI loss. Objects are found by a frozen ResNet-50-FPN detector trained on COCO, its
// object branch included: HICO-DET does not annotate all objects, and a frozen branch on a stem that learns would drift.
//
//   npx nx run trainer:import-weights -- --from torchvision --norm-eps 0 --file fasterrcnn_resnet50_fpn_coco-258fb6c6.pth \
//     --out r50-fpn.safetensors
//   npx nx run trainer:train -- --config published-hico-pretrain --set dataset.root=PATH/TO/HICO-DET \
//     --set init.rpn=r50-fpn.safetensors --set init.objectBranch=r50-fpn.safetensors --set init.model=runs/PUBLISHED-VCOCO-RUN
//
// The paper reports mAP 10.9 full, 6.5 rare, 12.2 non-rare (Table 1). Not run: it takes a GPU for days, and a V-COCO run before it.
import { defineExperiment, stage } from '@turbo-hoi/experiment';
import publishedVcoco, { keypointBlock, publishedStage } from './published-vcoco';

const withoutKeypoints = stage({ ...publishedStage, lambdaPose: 0 });

export default defineExperiment({
  ...publishedVcoco,
  dataset: { kind: 'hico' },
  detector: { kind: 'faster-rcnn', backbone: 'resnet-fpn', depth: 50, classes: 'coco-91' },
  initialPose: { ...keypointBlock, lambda: 0 },
  stages: [withoutKeypoints, withoutKeypoints, withoutKeypoints],
  objectBranch: null,
  frozen: ['rpn', 'objectBranch'],
});
