import { decodeObjectPickle, type ObjectPickle } from '@turbo-hoi/formats';
import { orWholeModel } from '../messages/whole-model';
import { TORCH_NAMES } from './torch-names';

/**
 * Decodes a pickle of a checkpoint; nothing in it is called.
 *
 * @throws TurboHoiError `data` for a damaged or malicious one; for a whole model, with how to save its weights
 */
export function decodeCheckpoint(bytes: Uint8Array, file: string): ObjectPickle {
  return orWholeModel(file, () => decodeObjectPickle(bytes, { names: TORCH_NAMES, file }));
}
