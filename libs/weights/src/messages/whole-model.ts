import { TurboHoiError } from '@turbo-hoi/core';

/** The class of an object that a pickle names, as Python classes are written; functions are not. */
const CLASS = /(?:names|makes an object of) ((?:\w+\.)*[A-Z]\w*);/;

/**
 * Decodes a pickle of weights; where it holds a whole model, the error says how to save its weights.
 *
 * @throws what `decode` throws, and TurboHoiError `data` for a whole model
 */
export function orWholeModel<T>(file: string, decode: () => T): T {
  try {
    return decode();
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
