// The paper's first strategy for HICO-DET at the published size: start from a V-COCO run, without the keypoint loss; the keypoint
// blocks are still updated by the gradient of the HOI loss. A frozen ResNet-50-FPN detector trained on COCO detects objects, its
// object branch included: HICO-DET does not annotate all objects, and the outputs of a frozen branch on a trained stem would drift.
//
//   npx nx run trainer:import-weights -- --from torchvision --norm-eps 0 --file fasterrcnn_resnet50_fpn_coco-258fb6c6.pth \
//     --out r50-fpn.safetensors
//   npx nx run trainer:train -- --config published-hico-pretrain --set dataset.root=PATH/TO/HICO-DET \
//     --set init.rpn=r50-fpn.safetensors --set init.objectBranch=r50-fpn.safetensors --set init.model=runs/PUBLISHED-VCOCO-RUN
//
// The paper reports mAP 10.9 full, 6.5 rare, 12.2 non-rare (Table 1). Not run: it takes a GPU for days, and a V-COCO run before it.
//
// All other values are inherited from published-vcoco, which states every field.
import { defineExperiment, stage } from '@turbo-hoi/experiment';
import publishedVcoco, { keypointBlock, publishedStage } from './published-vcoco';

// Paper, Pre-training vs. Semiautomatic Annotation: "remove the keypoint loss".
const withoutKeypoints = stage({ ...publishedStage, lambdaPose: 0 });

export default defineExperiment({
  ...publishedVcoco,
  dataset: {
    // Paper, Datasets and Metrics: "∼38k for training and ∼9k for testing", so nothing is held out.
    kind: 'hico',
    validationShare: 0,
    // Silent. HICO-DET annotates a person box per pair: boxes of one class with at least this IoU are merged (ADR-0013).
    mergeIou: 0.7,
    // Silent. Images without a located pair have no annotated person.
    keepUnlocated: false,
    skipBad: false,
  },
  // Paper, Implementation Details: "a ResNet50-FPN object detector pre-trained on COCO to detect objects in HICO-DET".
  detector: {
    kind: 'faster-rcnn',
    backbone: 'resnet-fpn',
    depth: 50,
    classes: 'coco-91',
    output: 'detections',
    // The image size and proposal counts with which these weights were trained and tested (Detectron's baselines, torchvision).
    input: { shortSide: 800, longSide: 1333 },
    proposals: { beforeNms: 1000, afterNms: 1000, iou: 0.7 },
    // As `detection` of published-vcoco.
    scoreThreshold: 0.05,
    nms: 0.3,
    maxDetections: 100,
  },
  initialPose: { kind: 'keypoint-block', ...keypointBlock, lambda: 0 },
  stages: [withoutKeypoints, withoutKeypoints, withoutKeypoints],
  // Paper, same place: "the object detection branch is kept frozen during training"; here it is the detector's own branch.
  objectBranch: null,
  frozen: ['rpn', 'objectBranch'],
});
