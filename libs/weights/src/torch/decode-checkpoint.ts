import { TurboHoiError } from '@turbo-hoi/core';
import { decodeObjectPickle, type ObjectPickle } from '@turbo-hoi/formats';
import { TORCH_NAMES } from './torch-names';

/** The class of an object that a pickle names, as Python classes are written; functions are not. */
const CLASS = /(?:names|makes an object of) ((?:\w+\.)*[A-Z]\w*);/;

/**
 * Decodes a pickle of a checkpoint; nothing in it is called.
 *
 * @throws TurboHoiError `data` for a damaged or malicious one; for a whole model, with how to save its weights
 */
export function decodeCheckpoint(bytes: Uint8Array, file: string): ObjectPickle {
  try {
    return decodeObjectPickle(bytes, { names: TORCH_NAMES, file });
  } catch (error) {
    if (!(error instanceof TurboHoiError)) throw error;
    const name = CLASS.exec(error.message)?.[1];
    if (name === undefined) throw error;
    throw new TurboHoiError(
      'data',
      `${file}: holds a whole model (${name}), which is code and is never run; save its weights where ${name.split('.')[0]} is ` +
        `installed, for example with: python -c "import torch; m = torch.load('model.pt', weights_only=False); ` +
        `m = m['model'] if isinstance(m, dict) else m; torch.save(m.float().state_dict(), 'weights.pth')"`,
      { cause: error },
    );
  }
}
