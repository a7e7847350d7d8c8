import { markup, type Markup } from '../markup/markup';

/**
 * Colors that people with any color vision tell apart (Okabe and Ito 2008, "Color Universal Design", whose black is left out for a grey).
 */
const COLORS = [
  '#0072b2',
  '#e69f00',
  '#009e73',
  '#56b4e9',
  '#d55e00',
  '#cc79a7',
  '#f0e442',
  '#a0a7b1',
] as const;

/** Lines of a tile of 8 × 8, so that fills differ in grey and in print as well. */
const LINES = [
  '',
  'M-2 10L10-2M-2 2L2-2M6 10L10 6',
  'M-2-2L10 10M6-2L10 2M-2 6L2 10',
  'M0 4H8',
  'M4 0V8',
  'M-2 10L10-2M-2-2L10 10',
  'M0 4H8M4 0V8',
  'M2 2h.01M6 6h.01',
] as const;

/** The address of the fill number `index` of a drawing that contains {@link textureDefs} with the same prefix. */
export const textureFill = (prefix: string, index: number) => `url(#${prefix}-fill-${index})`;

/** The color of the fill number `index`. */
export const textureColor = (index: number) => COLORS[index % COLORS.length];

/** The fills 0 to `count` - 1 as patterns: a color and lines each, all different up to 64. */
export function textureDefs(prefix: string, count: number): Markup {
  const patterns = Array.from({ length: count }, (_, i) => {
    const lines = LINES[(i + Math.floor(i / COLORS.length)) % LINES.length];
    return markup`<pattern id="${prefix}-fill-${i}" width="8" height="8" patternUnits="userSpaceOnUse"><rect width="8" height="8" fill="${textureColor(i)}"/>${lines !== '' && markup`<path d="${lines}" stroke="#1c2430" stroke-opacity="0.7" stroke-width="1.4" stroke-linecap="round"/>`}</pattern>`;
  });
  return markup`<defs>${patterns}</defs>`;
}
