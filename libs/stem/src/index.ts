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
export * from './faster-rcnn/parts/detector-parts';
export type { ProposalOptions } from './faster-rcnn/rpn/select-proposals';
export * from './faster-rcnn/training/match-boxes';
export * from './faster-rcnn/training/sample-matches';
export * from './fpn/fpn';
export * from './fpn/resnet-fpn-stem';
export * from './fpn/resnet-fpn-stem.plugin';
export * from './object-branch/detection-loss';
export * from './object-branch/object-branch.plugins';
export * from './object-branch/rcnn-object-branch';
export * from './object-branch/residual-object-branch';
export { ResNet, RESNET_CHANNELS, type ResNetDepth, type ResNetOptions } from './resnet/resnet';
export * from './resnet/resnet-c4-stem';
export * from './resnet/resnet-c4-stem.plugin';
export * from './small/blocks';
export * from './small/small-stem';
export * from './small/small-stem.plugin';
export * from './stem.module';
