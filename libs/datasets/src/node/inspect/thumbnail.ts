import type { RgbImage } from '@turbo-hoi/core';
import sharp from 'sharp';

/** Shrinks an image and encodes it as a JPEG `data:` URL. */
export async function thumbnailUri(image: RgbImage, maxSide: number): Promise<string> {
  const { data, width, height } = image;
  const bytes = await sharp(data, { raw: { width, height, channels: 3 } })
    .resize({ width: maxSide, height: maxSide, fit: 'inside', withoutEnlargement: true })
    .jpeg({ quality: 80, mozjpeg: true })
    .toBuffer();
  return `data:image/jpeg;base64,${bytes.toString('base64')}`;
}
