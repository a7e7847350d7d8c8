import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TurboHoiError } from '@turbo-hoi/core';
import { decodePhotoModel, type PhotoModel } from '../model/photo-model';

/** Path of the model that this package contains. */
export const SHIPPED_MODEL = join(__dirname, '../../weights/photo.safetensors');

/**
 * Reads a photo model; default: the one of this package.
 *
 * @throws TurboHoiError `io` if the file cannot be read, `checkpoint` if it is no photo model of this version
 */
export async function readPhotoModel(path: string = SHIPPED_MODEL): Promise<PhotoModel> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (cause) {
    throw new TurboHoiError(
      'io',
      `${path}: cannot be read (${(cause as Error).message}). Pass a file that photo:train wrote.`,
      { cause },
    );
  }
  return decodePhotoModel(bytes, path);
}
