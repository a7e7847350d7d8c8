export * from './batch/build-batch';
export * from './batch/stack-images';
export type * from './batch/training-batch';
export {
  CUSTOM_FORMAT,
  CUSTOM_VERSION,
  type CustomImage,
  customSchema,
} from './custom/custom-schema';
export { spreadSplits } from './custom/spread-splits';
export { CVAT_ATTRIBUTES, type CvatAttributes, cvatImages } from './import/cvat-coco';
export {
  customDocument,
  type CustomDocument,
  type CustomDocumentOptions,
} from './import/custom-document';
export {
  type ActionNames,
  type ClassNames,
  parseActionNames,
  parseClassNames,
} from './import/import-names';
export type {
  ImportedImage,
  ImportedKeypoint,
  ImportedLink,
  ImportedRegion,
} from './import/imported-image';
export { labelStudioImages } from './import/label-studio';
export { LeftOut } from './import/left-out';
export { datasetsModule } from './datasets.module';
export { checkInfo } from './info/check-info';
export { datasetInfoSchema } from './info/dataset-info-schema';
export * from './info/info-differences';
export { withoutImages } from './info/without-images';
export * from './inspect';
export { annotatedRelative, jointRelatives } from './noise/joint-relatives';
export { DEFAULT_NOISE } from './noise/default-noise';
export { PHOTO_NOISE } from './noise/photo-noise';
export { exactDetections } from './noise/exact-detections';
export { type DetectionNoise, detectionNoiseSchema } from './noise/noise-schema';
export { DetectionSimulator, FULL_NOISE, type NoiseFactors } from './noise/simulate-detections';
export { PHOTOS_INFO, photosDataset } from './photos/photos-dataset';
export * from './poses/count-poses';
export * from './poses/has-keypoints';
export * from './poses/match-poses';
export * from './poses/with-poses';
export * from './proposals/flip-detections';
export * from './sampling/augment';
export * from './sampling/blank-pixels';
export * from './sampling/resize-rule';
export * from './sampling/resize-sample';
export * from './sampling/shuffled-indices';
export {
  createSyntheticDataset,
  describeScene,
  renderSample,
  syntheticDataset,
} from './synthetic/synthetic-dataset';
export { syntheticSchema, type SyntheticOptions } from './synthetic/synthetic-options';
export type { Figure, LimbMode, Occluder, Prop, Scene } from './synthetic/world/scene';
export { SYNTHETIC_INFO } from './synthetic/vocabulary';
export { expectImages, namedImages } from './poses/named-images';
