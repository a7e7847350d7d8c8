export { inTurboHoiLayout } from './convert/in-turbo-hoi-layout';
export type { ImportReport, OtherShape } from './convert/match-model';
export {
  type ImportOptions,
  type ImportPlan,
  planImport,
  WEIGHT_ORIGINS,
  type WeightOrigin,
} from './convert/plan-import';
export { fromTorchLayout, type ShapedArray, toTorchLayout } from './layouts/layout';
export { PIXEL_FORMATS, type PixelFormat, type PixelFormatName } from './maps/pixel-format';
export type { Unused } from './maps/recipe';
export { MODEL_NAMES, type ModelName, type ModelOptions, modelShapes } from './models/models';
export type { ParameterShapes } from './models/parameter-shapes';
export { openTensorFile } from './open-tensor-file';
export { keypointBlockParameters } from './parts/keypoint-block-parameters';
export { decodeSafetensors, type SafetensorsContent } from './safetensors/decode-safetensors';
export { encodeSafetensors } from './safetensors/encode-safetensors';
export { safetensorsPieces } from './safetensors/safetensors-pieces';
export { type ByteSource, bytesSource } from './source/byte-source';
export type { TensorEntry } from './tensors/make-tensor-file';
export {
  type TensorArray,
  type TensorData,
  type TensorDtype,
  shapeSize,
} from './tensors/tensor-data';
export type { TensorFile, TensorInfo } from './tensors/tensor-file';
export type { InflateRaw } from './zip/read-zip-entry';
