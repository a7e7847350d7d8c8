import { markup, type Markup } from '../markup/markup';

/** The picture beneath a drawing; `#id` refers to an image element of the page that is used several times. */
export function backdrop(image: string, width: number, height: number): Markup {
  if (image.startsWith('#')) return markup`<use href="${image}"/>`;
  return markup`<image href="${image}" width="${width}" height="${height}" preserveAspectRatio="none"/>`;
}
