import { type RgbImage, TurboHoiError } from '@turbo-hoi/core';

const LIGHT_GREY = 232;

/** Whether an image has pixels; images of a data set that is opened without them have only a size. */
export function hasPixels({ data }: Pick<RgbImage, 'data'>): boolean {
  return data.length > 0;
}

/** The image, or one of the same size in light grey where it has no pixels: a ground to draw annotations on. */
export function blankPixels(image: RgbImage): RgbImage {
  if (hasPixels(image)) return image;
  const { width, height } = image;
  return { data: new Uint8Array(3 * width * height).fill(LIGHT_GREY), width, height };
}

/** @throws TurboHoiError `config` for an image of a data set that is opened without pixels */
export function requirePixels(image: RgbImage): void {
  if (hasPixels(image)) return;
  throw new TurboHoiError(
    'config',
    `An image of ${image.width} × ${image.height} has no pixels, which the model reads. ` +
      'Open the data set with them (dataset.pixels=read), or choose a stem that reads layouts.',
  );
}
