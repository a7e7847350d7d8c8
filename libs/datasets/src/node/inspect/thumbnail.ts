import type { RgbImage } from '@turbo-hoi/core';
import sharp from 'sharp';
import { blankPixels } from '../../sampling/blank-pixels';

/** Shrinks an image and encodes it as a JPEG `data:` URL; an image without pixels is light grey. */
export async function thumbnailUri(image: RgbImage, maxSide: number): Promise<string> {
  const { data, width, height } = blankPixels(image);
  const bytes = await sharp(data, { raw: { width, height, channels: 3 } })
    .resize({ width: maxSide, height: maxSide, fit: 'inside', withoutEnlargement: true })
    .jpeg({ quality: 80, mozjpeg: true })
    .toBuffer();
  return `data:image/jpeg;base64,${bytes.toString('base64')}`;
}
