import { TurboHoiError } from '@turbo-hoi/core';
import { stat } from 'node:fs/promises';
import sharp from 'sharp';
import type { ImageSize } from '../../sampling/resize-rule';
import type { ImageSource } from './read-image';

/** Name of an image for messages. */
export function namedSource(source: ImageSource, name?: string): string {
  return name ?? (typeof source === 'string' ? source : `image of ${source.length} bytes`);
}

export function otherSize(name: string, found: ImageSize, expected: ImageSize): TurboHoiError {
  return new TurboHoiError(
    'data',
    `${name}: the image is ${sizeText(found)}, its annotations are for ${sizeText(expected)}; ` +
      `use the images that the annotations were made for.`,
  );
}

/** Converts a decoder's error to a TurboHoiError with the reason; a TurboHoiError is returned unchanged. */
export async function explainFailure(
  source: ImageSource,
  name: string,
  maxPixels: number,
  error: Error,
): Promise<TurboHoiError> {
  if (error instanceof TurboHoiError) return error;
  const fail = (kind: 'io' | 'data', what: string) =>
    new TurboHoiError(kind, `${name}: ${what}`, { cause: error });
  const bytes = typeof source === 'string' ? await fileSize(source) : source.length;
  if (typeof bytes === 'string') return fail('io', bytes);
  if (bytes === 0) return fail('data', 'is empty (0 bytes); copy or download it again.');
  if (/pixel limit|too large/i.test(error.message)) {
    const size = await declaredSize(source);
    return fail(
      'data',
      `is ${size}, more than the ${maxPixels.toLocaleString('en')} pixels allowed; ` +
        `shrink it if this size is intended.`,
    );
  }
  if (/unsupported image format/i.test(error.message)) {
    return fail('data', `is not an image (${bytes} bytes); expected JPEG, PNG, WebP, GIF or TIFF.`);
  }
  return fail('data', `is damaged (${bytes} bytes${reasonOf(error)}); copy or download it again.`);
}

/** The first line of a decoder's message; empty if it is only "unknown error". */
function reasonOf({ message }: Error): string {
  const [reason] = message.trim().split('\n');
  return /unknown error/i.test(reason) ? '' : `; ${reason}`;
}

/** The number of bytes, or why the file cannot be read. */
async function fileSize(path: string): Promise<number | string> {
  try {
    const found = await stat(path);
    return found.isFile() ? found.size : 'is not a file; expected an image.';
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') {
      return "cannot be read (there is no such file); check the folder of the data set's images.";
    }
    return `cannot be read (${message}).`;
  }
}

async function declaredSize(source: ImageSource): Promise<string> {
  const unlimited = sharp(source, { limitInputPixels: false, failOn: 'none' });
  return unlimited.metadata().then(sizeText, () => 'larger than the decoder reports');
}

function sizeText({ width, height }: ImageSize): string {
  return `${width}×${height}`;
}
