import { filesBelow, leaveOut, type LeftOut } from './files-below';

const IMAGE_FILE = /\.(jpe?g|jpe|jfif|pjpeg|png|webp|avif|gif|tiff?)$/i;
// Images all the same, but not read.
const UNREAD = /\.(hei[cf]s?|jxl|jp2|bmp|svg|pdf|psd|dng|cr[23]|nef|arw|raf|orf|ppm|pgm|ico)$/i;

/**
 * The image files below a folder, by their names, sorted.
 *
 * @param leftOut receives everything else
 * @throws an error of the file system
 */
export function imagesBelow(folder: string, leftOut: LeftOut): string[] {
  return filesBelow(folder, leftOut).filter((path) => {
    const isImage = IMAGE_FILE.test(path);
    if (!isImage) leaveOut(leftOut, UNREAD.test(path) ? TO_CONVERT : 'that are no images', path);
    return isImage;
  });
}

const TO_CONVERT =
  'images of kinds that are not read, which heif-convert or magick convert to JPEG';
