export * from './annotated/annotated-detector';
export * from './annotated/annotated-detector.plugin';
export {
  type DetectorWeights,
  type FasterRcnnContext,
  FasterRcnnDetector,
} from './faster-rcnn/detector/faster-rcnn-detector';
export {
  type FasterRcnnDetectorOptions,
  fasterRcnnSchema,
  type SmallFasterRcnnOptions,
  smallFasterRcnnSchema,
} from './faster-rcnn/detector/faster-rcnn-schema';
export { poolLevels, type PoolingLevel } from './faster-rcnn/heads/pool-levels';
export {
  type ClassifyRegions,
  scoreRegions,
  type ScoreRegionsOptions,
} from './faster-rcnn/heads/score-regions';
export { createNetwork, type NetworkOptions } from './faster-rcnn/network/create-network';
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
export { smallBackbone, type SmallBackboneOptions } from './faster-rcnn/network/small-backbone';
export * from './faster-rcnn/parts/detector-parts';
export * from './faster-rcnn/training/faster-rcnn-learner';
export * from './faster-rcnn/training/small-faster-rcnn-training';
export * from './fpn/fpn';
export * from './fpn/resnet-fpn-stem';
export * from './fpn/resnet-fpn-stem.plugin';
export * from './layout/layout-stem';
export * from './layout/layout-stem.plugin';
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
