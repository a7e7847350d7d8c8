import type { RgbImage } from '@turbo-hoi/core';
import sharp from 'sharp';
import type { ResizeImage } from '../../sampling/resize-sample';

/** Bilinear, over as many pixels as one of the result covers when an image gets smaller (Pillow's `BILINEAR`). */
export const resizeImage: ResizeImage = async (image, width, height): Promise<RgbImage> => {
  if (width === image.width && height === image.height) return image;
  const raw = { width: image.width, height: image.height, channels: 3 as const };
  const data = await sharp(image.data, { raw })
    .resize(width, height, { fit: 'fill', kernel: 'linear' })
    .raw()
    .toBuffer();
  return { data: new Uint8Array(data.buffer, data.byteOffset, data.byteLength), width, height };
};
