// The paper's experiment on V-COCO at its own size: ResNet-101 up to C4, three stages with heads of 1024 and 512 channels, the object
// branch ResNet's layer4 on 14×14 regions, proposals of a frozen Faster R-CNN that shares nothing; 13,000 steps of 8 images, each
// image forward and backward by itself as on the paper's 8 GPUs, so that a step takes the memory of one.
//
// RPN, stem and object branch start from a Faster R-CNN trained on COCO, everything else from scratch. Such weights are detectron2's
// faster_rcnn_R_101_C4_3x (model_final_298dad.pkl of its model zoo):
//
//   npx nx run trainer:import-weights -- --from detectron2 --model faster-rcnn-resnet101-c4 \
//     --file model_final_298dad.pkl --out r101-c4.safetensors
//   npx nx run trainer:train -- --config published-vcoco --set dataset.root=PATH/TO/V-COCO --set init.rpn=r101-c4.safetensors \
//     --set init.stem=r101-c4.safetensors --set init.objectBranch=r101-c4.safetensors
//
// The paper reports AP agent 70.3 and AP role 42.0 on the test split (Table 2). What was run is two steps on noise with random
// weights (`npx nx run e2e:published-memory`); not the training, which takes a GPU for days, nor were these weights at hand. MSRA's
// ResNet in them strides in another convolution than ours (libs/weights/README.md), which fine-tuning has to make up for.
import { defineExperiment, stage } from '@turbo-hoi/experiment';

/** Eight convolutions of 512 channels, then twice the resolution twice. */
export const keypointBlock = {
  convs: 8,
  channels: 512,
  deconvChannels: 512,
  outputKernel: 1,
  groups: 0,
} as const;

export const publishedHoi = {
  kind: 'explicit',
  width: 1024,
  dropout: 0.5,
  layerNorm: false,
  standardize: false,
  residual: false,
  joints: false,
} as const;

export const publishedStage = stage({
  hoi: publishedHoi,
  pose: { kind: 'hoi-guided', ...keypointBlock, skip: false },
  mask: { kind: 'fc-sigmoid' },
  poseToHoiGradient: 1,
  hoiToPoseGradient: 1,
});

export default defineExperiment({
  dataset: { kind: 'vcoco', train: 'trainval' },
  detector: {
    kind: 'faster-rcnn',
    backbone: 'resnet-c4',
    depth: 101,
    classes: 'coco-80',
    output: 'proposals',
  },
  frozen: ['rpn'],
  input: { shortSide: 600, longSide: 1000 },
  // As Detectron: conv1 and layer1 stay as ImageNet made them.
  stem: { kind: 'resnet-c4', depth: 101, frozenStages: 2 },
  roi: { context: null },
  initialPose: keypointBlock,
  stages: [publishedStage, publishedStage, publishedStage],
  objectBranch: { kind: 'layer4' },
  detection: { voting: null },
  sampling: { images: 8, people: 64, proposals: 512, foreground: 0.25, accumulate: 8 },
  augment: { channelShuffle: 0, brightness: [1, 1] },
  optimizer: { kind: 'sgd', momentum: 0.9, weightDecay: 1e-4 },
  schedule: { learningRate: 0.001, warmupSteps: 0, milestones: [10 / 13] },
  training: { steps: 13_000, checkpointEvery: 500 },
});
