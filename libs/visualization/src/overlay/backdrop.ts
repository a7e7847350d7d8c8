import { markup, type Markup } from '../markup/markup';

/** The picture beneath a drawing; `#id` stands for an image that the page holds once and shows many times. */
export function backdrop(image: string, width: number, height: number): Markup {
  if (image.startsWith('#')) return markup`<use href="${image}"/>`;
  return markup`<image href="${image}" width="${width}" height="${height}" preserveAspectRatio="none"/>`;
}
