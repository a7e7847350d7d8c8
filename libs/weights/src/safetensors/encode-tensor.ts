import { TurboHoiError } from '@turbo-hoi/core';
import { DTYPE_CODECS } from '../tensors/dtype-codec';
import { type TensorData, shapeSize } from '../tensors/tensor-data';

/**
 * Encodes a tensor's bytes, which may share memory with its numbers.
 *
 * @throws TurboHoiError `data` for an array that does not match the dtype or the shape
 */
export function encodeTensor(name: string, { dtype, shape, data }: TensorData): Uint8Array {
  const { array, encode } = DTYPE_CODECS[dtype];
  if (data.constructor.name !== array.name) {
    throw new TurboHoiError(
      'data',
      `Tensor "${name}": expected a ${array.name} for ${dtype}, got ${data.constructor.name}.`,
    );
  }
  if (data.length !== shapeSize(shape)) {
    throw new TurboHoiError(
      'data',
      `Tensor "${name}": shape [${shape}] has ${shapeSize(shape)} places, got ${data.length} numbers.`,
    );
  }
  return encode(data);
}
