import type { Rng } from '@turbo-hoi/core';
import type { Canvas } from '../raster/canvas';

/** Exposure, sensor noise and rounding: the canvas as 8-bit pixels. */
export function finish({ pixels }: Canvas, rng: Rng): Uint8Array {
  const exposure = rng.uniform(0.75, 1.15);
  // Four bytes summed have a deviation of about 147.8 around 510.
  const strength = rng.uniform(2, 9) / 147.8;
  let state = (rng.int(2 ** 32) | 1) >>> 0;
  const out = new Uint8Array(pixels.length);
  for (let i = 0; i < pixels.length; i++) {
    // Marsaglia's xorshift32: a stream of its own, since one draw a byte of Rng would dominate the time.
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    const sum = (state & 255) + ((state >>> 8) & 255) + ((state >>> 16) & 255) + (state >>> 24);
    const value = pixels[i] * exposure + (sum - 510) * strength + 0.5;
    out[i] = value < 0 ? 0 : value > 255 ? 255 : value;
  }
  return out;
}
