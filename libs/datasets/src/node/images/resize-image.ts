import type { RgbImage } from '@turbo-hoi/core';
import sharp from 'sharp';
import type { ResizeImage } from '../../sampling/resize-sample';
import { cropped, withBorder } from './border';

/**
 * Pillow's `BILINEAR`, to within 0.2 of 255 on the mean where an image grows, 0.7 where it shrinks.
 *
 * A smaller image averages over all the pixels that one of its own covers; OpenCV's `INTER_LINEAR` looks at four of them.
 */
export const resizeImage: ResizeImage = async (image, width, height): Promise<RgbImage> => {
  if (width === image.width && height === image.height) return image;
  return width <= image.width && height <= image.height
    ? shrink(image, width, height)
    : enlarge(image, width, height);
};

async function shrink(image: RgbImage, width: number, height: number): Promise<RgbImage> {
  return pixelsOf(open(image).resize(width, height, { fit: 'fill', kernel: 'linear' }));
}

// As far as bilinear interpolation looks beyond an edge, and one more for rounding.
const BORDER = 2;

/** sharp's own `resize` puts a larger image half a pixel too far to the right and down; a transform can be told. */
async function enlarge(image: RgbImage, width: number, height: number): Promise<RgbImage> {
  const [scaleX, scaleY] = [width / image.width, height / image.height];
  // Where the image begins in the enlarged one, whose border is cut off afterwards.
  const [left, top] = [Math.round(BORDER * scaleX), Math.round(BORDER * scaleY)];
  // Pixel k of the result samples (k + 0.5) / scale - 0.5, and affine's pixel X samples X / scale - idx.
  const enlarged = await pixelsOf(
    open(withBorder(image, BORDER)).affine(
      [
        [scaleX, 0],
        [0, scaleY],
      ],
      {
        idx: (left - 0.5) / scaleX + 0.5 - BORDER,
        idy: (top - 0.5) / scaleY + 0.5 - BORDER,
        interpolator: sharp.interpolators.bilinear,
      },
    ),
  );
  return cropped(enlarged, { left, top, width, height });
}

function open({ data, width, height }: RgbImage) {
  return sharp(data, { raw: { width, height, channels: 3 } });
}

async function pixelsOf(image: sharp.Sharp): Promise<RgbImage> {
  const { data, info } = await image.raw().toBuffer({ resolveWithObject: true });
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return { data: bytes, width: info.width, height: info.height };
}
