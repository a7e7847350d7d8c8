import type { RgbImage } from '@turbo-hoi/core';
import sharp from 'sharp';

export type ImageFormat = 'png' | 'jpeg';

const JPEG_QUALITY = 92;

/** Encodes an image as a PNG or JPEG file. */
export function encodeImage(
  { data, width, height }: RgbImage,
  format: ImageFormat,
): Promise<Buffer> {
  const image = sharp(data, { raw: { width, height, channels: 3 } });
  const encoded =
    format === 'png'
      ? image.png()
      : image.jpeg({ quality: JPEG_QUALITY, chromaSubsampling: '4:4:4' });
  return encoded.toBuffer();
}
