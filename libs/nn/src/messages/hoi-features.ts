import { type HoiFeatures, type HoiOutput, TurboHoiError } from '@turbo-hoi/core';
import * as tf from '@tensorflow/tfjs';
import { tidy } from '../memory/tidy';

/**
 * Builds f_a from H_mid and the declared parts of H_out, with the message `[H_mid, H_out]` [R, D + Σ widths] for other
 * modules.
 *
 * @throws TurboHoiError `shape` if a declared part is missing
 */
export function hoiFeatures(
  outputs: readonly HoiOutput[],
  { mid, out, pairs, carry }: Omit<HoiFeatures, 'message'>,
): HoiFeatures {
  const message = tidy(() => {
    const activated = outputs.map(({ name, activation }) => {
      const part = out[name];
      if (!part) throw absent(name, out);
      return activation === 'sigmoid' ? tf.sigmoid(part) : part;
    });
    return tf.concat([mid, ...activated], 1);
  });
  return { mid, out, message, ...(pairs && { pairs }), ...(carry && { carry }) };
}

function absent(name: string, out: HoiFeatures['out']): TurboHoiError {
  return new TurboHoiError(
    'shape',
    `hoiFeatures: out.${name}: got nothing, but the module declares this output; ` +
      `got ${Object.keys(out).join(', ') || 'no parts'}.`,
  );
}
