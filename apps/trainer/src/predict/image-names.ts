/** Names of image files that a folder stands for. */
export const IMAGE_FILE = /\.(jpe?g|jpe|jfif|pjpeg|png|webp|avif|gif|tiff?)$/i;

// Images all the same, but not read.
const UNREAD = /\.(hei[cf]s?|jxl|jp2|bmp|svg|pdf|psd|dng|cr[23]|nef|arw|raf|orf|ppm|pgm|ico)$/i;
const SHOWN = 5;

/** A sentence about the images in a folder that are not read, by their names; null if there are none. */
export function unreadImages(names: readonly string[]): string | null {
  const unread = names.filter((name) => UNREAD.test(name));
  if (unread.length === 0) return null;
  const shown = unread.slice(0, SHOWN).join(', ');
  const more = unread.length > SHOWN ? ` and ${unread.length - SHOWN} more` : '';
  return `left out ${shown}${more}, which are not read; convert them to JPEG, for example with heif-convert or magick.`;
}
