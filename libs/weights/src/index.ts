export { decodeSafetensors, type SafetensorsContent } from './safetensors/decode-safetensors';
export { encodeSafetensors } from './safetensors/encode-safetensors';
export {
  type TensorArray,
  type TensorData,
  type TensorDtype,
  shapeSize,
} from './safetensors/tensor-data';
