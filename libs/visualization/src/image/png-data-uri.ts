import type { RgbImage } from '@turbo-hoi/core';
import { encodePng } from './encode-png';
import { shrinkImage } from './shrink-image';

/**
 * The image as a `data:image/png;base64,…` URI.
 *
 * @param maxSide longest side in pixels; larger images are shrunk by an integer factor
 * @throws TurboHoiError `shape` if the data are not `3 · width · height` bytes
 */
export async function pngDataUri(image: RgbImage, maxSide = Infinity): Promise<string> {
  return `data:image/png;base64,${base64(await encodePng(shrinkImage(image, maxSide)))}`;
}

function base64(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}
