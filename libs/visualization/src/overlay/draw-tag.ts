import { ON_IMAGE } from '../charts/palette';
import { markup, type Markup } from '../markup/markup';
import { coordinate } from '../markup/numbers';
import type { PlacedTag } from './place-tags';

/** A tag's text on a dark ground. */
export function drawTag(
  { text, color, box: [x1, y1, x2, y2] }: PlacedTag,
  fontSize: number,
): Markup {
  return markup`<rect x="${coordinate(x1)}" y="${coordinate(y1)}" width="${coordinate(x2 - x1)}" height="${coordinate(y2 - y1)}" rx="${coordinate(fontSize / 6)}" fill="${ON_IMAGE.halo}" fill-opacity="0.78"/><text x="${coordinate(x1 + 0.3 * fontSize)}" y="${coordinate(y2 - 0.34 * fontSize)}" font-size="${coordinate(fontSize)}" fill="${color}">${text}</text>`;
}
