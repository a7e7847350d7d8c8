export * from './node/inspect';
export { embeddedDetector } from './node/embedded-detector';
export { drawPhoto, type DrawnFiles, type DrawnSides } from './node/images/draw-photo';
export { encodeImage, type ImageFormat } from './node/images/encode-image';
export {
  MAX_PIXELS,
  readImage,
  type ImageSource,
  type ReadImageOptions,
} from './node/images/read-image';
export { readResized } from './node/images/read-resized';
export { resizeImage } from './node/images/resize-image';
export { tileImages } from './node/images/tile-images';
export {
  fileDetector,
  fileDetectorModule,
  fileDetectorSchema,
  type FileDetectorOptions,
} from './node/detections/file-detector';
export {
  noiseDetector,
  noiseDetectorSchema,
  type NoiseDetectorOptions,
} from './node/noise/noise-detector';
export { readDetectionNoise } from './node/noise/read-detection-noise';
export { cocoResultsAnnotator, poseAnnotatorsModule } from './node/poses/coco-results';
export { openPoses, poseFileName, type DatasetPoses } from './node/poses/open-poses';
export { readVcocoFolder } from './node/read-vcoco-folder';
export { writeVcocoFolder, type WriteVcocoOptions } from './node/write-vcoco-folder';
export type { CocoIndex, CocoIndexAnnotation } from './coco/coco-index';
export { cocoDataset } from './node/coco/coco-dataset';
export { cocoSchema, type CocoOptions } from './node/coco/coco-options';
export { openCoco } from './node/coco/open-coco';
export { openCocoIndex, type OpenCocoOptions } from './node/coco/open-coco-index';
export { fileDatasetsModule } from './node/file-datasets-module';
export { fileSplit, type FileSplit } from './node/file-split';
export { openVcoco } from './node/vcoco/open-vcoco';
export {
  readVcocoLabels,
  type VcocoLabels,
  type VcocoLabelSplit,
  type VcocoSplitLabels,
} from './node/vcoco/read-vcoco-labels';
export { vcocoDataset } from './node/vcoco/vcoco-dataset';
export { vcocoSchema, type VcocoOptions } from './node/vcoco/vcoco-options';
export {
  cachedDetector,
  type CachedDetector,
  type ProposalCacheOptions,
} from './node/proposals/cached-detector';
export { customDataset, openCustom } from './node/custom/custom-dataset';
export { customDatasetSchema, type CustomDatasetOptions } from './node/custom/custom-options';
export {
  IMPORT_TOOLS,
  importAnnotations,
  type ImportOptions,
} from './node/import/import-annotations';
export { hicoDataset, openHico } from './node/hico/hico-dataset';
export { hicoSchema, type HicoOptions } from './node/hico/hico-options';
export { writeHicoFolder, type WriteHicoOptions } from './node/hico/write-hico-folder';
export type { VcocoRecord } from '@turbo-hoi/formats';
