import sharp from 'sharp';
import type { ImageSize } from '../../sampling/resize-rule';
import { checkFormat } from '../images/check-format';
import { explainFailure, namedSource } from '../images/image-errors';
import { MAX_PIXELS } from '../images/read-image';

/**
 * The size of an image from its header, without decoding it.
 *
 * @param upright true: with EXIF rotation; false: as stored
 * @throws TurboHoiError `io` for a missing file, `data` for one that is not an image
 */
export async function readImageSize(path: string, upright: boolean): Promise<ImageSize> {
  try {
    checkFormat(path, namedSource(path), true);
    const { width, height, autoOrient } = await sharp(path, {
      limitInputPixels: MAX_PIXELS,
    }).metadata();
    return upright ? { width: autoOrient.width, height: autoOrient.height } : { width, height };
  } catch (error) {
    throw await explainFailure(path, namedSource(path), MAX_PIXELS, error as Error);
  }
}
