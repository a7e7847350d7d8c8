import type { Rng } from '@turbo-hoi/core';
import { SIDES, LIMBS, type Limb, type Side } from '../figure/joints';
import type { Rgb } from '../raster/canvas';
import type { Figure } from '../world/scene';
import { randomColor, skinTone } from './colors';

/** How a figure looks. */
export interface Outfit {
  readonly skin: Rgb;
  readonly hair: Rgb;
  readonly shirt: Rgb;
  readonly trim: Rgb;
  readonly trousers: Rgb;
  readonly shoes: Rgb;
  readonly longSleeves: boolean;
  readonly shorts: boolean;
  readonly pattern: 'plain' | 'stripes' | 'sash' | 'panel';
  readonly hairstyle: 'short' | 'long' | 'bun' | 'cap' | 'bald';
  /** What covers a covered face. */
  readonly cover: 'hood' | 'helmet';
  /** Factor on limb widths. */
  readonly build: number;
  /** The side nearer to the viewer. */
  readonly near: Side;
  /** True: the near arm is before what the figure handles. */
  readonly armInFront: boolean;
  /** How opaque each limb is. */
  readonly opacity: Readonly<Record<Limb, number>>;
}

/** @param hiddenOpacity most opacity of a hidden limb */
export function drawOutfit(figure: Figure, hiddenOpacity: number, rng: Rng): Outfit {
  const opacity = Object.fromEntries(
    LIMBS.map((limb) => {
      const faded = rng.chance(0.15) ? rng.uniform(0.5, 0.9) : 1;
      const hidden = rng.uniform(0, hiddenOpacity);
      return [limb, figure.hidden.includes(limb) ? hidden : faded];
    }),
  ) as Record<Limb, number>;
  return {
    skin: skinTone(rng),
    hair: randomColor(rng, 10, 130),
    shirt: randomColor(rng),
    trim: randomColor(rng),
    trousers: randomColor(rng, 20, 230),
    shoes: randomColor(rng, 20, 110),
    longSleeves: rng.chance(0.5),
    shorts: rng.chance(0.3),
    pattern: rng.weighted({ plain: 0.4, stripes: 0.25, sash: 0.15, panel: 0.2 }),
    hairstyle: rng.weighted({ short: 0.4, long: 0.2, bun: 0.1, cap: 0.2, bald: 0.1 }),
    cover: rng.pick(['hood', 'helmet']),
    build: rng.uniform(0.85, 1.2),
    near: rng.pick(SIDES),
    armInFront: rng.chance(0.75),
    opacity,
  };
}
