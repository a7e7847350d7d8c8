import type { Rng } from '@turbo-hoi/core';
import type { Rgb } from '../raster/canvas';

export const WHITE: Rgb = [245, 245, 245];
export const BLACK: Rgb = [22, 22, 26];

/** A random color: any hue, from pale to strong, from dark to light. */
export function randomColor(rng: Rng, dark = 30, light = 245): Rgb {
  return [rng.uniform(dark, light), rng.uniform(dark, light), rng.uniform(dark, light)];
}

/** Mostly near one of the colors that things like this have, sometimes anything. */
export function usualColor(usual: readonly Rgb[], rng: Rng, spread = 28): Rgb {
  if (rng.chance(0.25)) return randomColor(rng, 20, 235);
  const light = rng.uniform(0.65, 1.1);
  const [red, green, blue] = rng.pick(usual);
  const vary = (value: number) => clampByte(value * light + rng.uniform(-spread, spread));
  return [vary(red), vary(green), vary(blue)];
}

/** Darker below 1, lighter above. */
export function shade(color: Rgb, factor: number): Rgb {
  return factor <= 1
    ? [color[0] * factor, color[1] * factor, color[2] * factor]
    : mix(color, [255, 255, 255], factor - 1);
}

export function mix(a: Rgb, b: Rgb, t: number): Rgb {
  return [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t];
}

/** A color that stands out against the given one. */
export function contrast(color: Rgb): Rgb {
  const channel = (value: number) =>
    Math.abs(value - 128) > 40 ? 255 - value : (value + 110) % 256;
  return [channel(color[0]), channel(color[1]), channel(color[2])];
}

/** A skin tone from dark to light. */
export function skinTone(rng: Rng): Rgb {
  const light = rng.uniform(0.35, 1);
  return [250 * light, 205 * light, 175 * light];
}

function clampByte(value: number): number {
  return Math.min(255, Math.max(0, value));
}
