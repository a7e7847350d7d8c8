import type { RgbImage } from '@turbo-hoi/core';
import { readImage } from '@turbo-hoi/datasets/node';
import { type PhotoImage, toRgbImage } from '../photo/photo-image';

/** An image of the package sharp, possibly with pending operations. */
export interface SharpImage {
  toColourspace(space: 'srgb'): SharpImage;
  removeAlpha(): SharpImage;
  raw(): SharpImage;
  toBuffer(options: { readonly resolveWithObject: true }): Promise<{
    readonly data: Uint8Array;
    readonly info: { readonly width: number; readonly height: number };
  }>;
}

/** Input of `predict` in Node: the path of a file, its bytes, an image of sharp, or pixels. */
export type PhotoFile = string | Uint8Array | SharpImage | PhotoImage;

/** Reads a photo as 8-bit RGB. @throws TurboHoiError `io` or `data` for a file that is missing or not an image, `shape` for a wrong number of bytes */
export async function readPhoto(photo: PhotoFile, name?: string): Promise<RgbImage> {
  if (typeof photo === 'string' || photo instanceof Uint8Array) return readImage(photo, { name });
  if (!isSharp(photo)) return toRgbImage(photo);
  const { data, info } = await photo
    .toColourspace('srgb')
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return toRgbImage({ data: bytes, width: info.width, height: info.height });
}

function isSharp(photo: SharpImage | PhotoImage): photo is SharpImage {
  return typeof (photo as Partial<SharpImage> | null)?.removeAlpha === 'function';
}
