export * from './annotated/annotated-detector';
export * from './annotated/annotated-detector.plugin';
export { nms, type NmsOptions } from './faster-rcnn/boxes/nms';
export { COCO_80, COCO_91 } from './faster-rcnn/detector/coco-classes';
export {
  type DetectorWeights,
  type FasterRcnnContext,
  FasterRcnnDetector,
} from './faster-rcnn/detector/faster-rcnn-detector';
export {
  type FasterRcnnDetectorOptions,
  fasterRcnnSchema,
} from './faster-rcnn/detector/faster-rcnn-schema';
export { poolLevels, type PoolingLevel } from './faster-rcnn/heads/pool-levels';
export type { ClassifiedBoxes, DetectionOptions } from './faster-rcnn/heads/select-detections';
export {
  c4Backbone,
  type DetectorBackbone,
  fpnBackbone,
} from './faster-rcnn/network/detector-backbone';
export {
  type FasterRcnnOptions,
  FasterRcnnNetwork,
} from './faster-rcnn/network/faster-rcnn-network';
export type { InputSize } from './faster-rcnn/network/input-image';
export type { ProposalOptions, Proposals } from './faster-rcnn/rpn/select-proposals';
export * from './faster-rcnn/training/match-boxes';
export * from './faster-rcnn/training/sample-matches';
export * from './fpn/fpn';
export * from './fpn/resnet-fpn-stem';
export * from './fpn/resnet-fpn-stem.plugin';
export * from './object-branch/object-branch';
export { ResNet, RESNET_CHANNELS, type ResNetDepth, type ResNetOptions } from './resnet/resnet';
export * from './resnet/resnet-c4-stem';
export * from './resnet/resnet-c4-stem.plugin';
export * from './small/blocks';
export * from './small/small-stem';
export * from './small/small-stem.plugin';
export * from './stem.module';
