import { readImage } from '@turbo-hoi/datasets/node';
import type { FuzzReader, Seed } from '../seed';
import { imageFile } from './small-sets';

export const imageReader: FuzzReader = {
  name: 'image',
  async seeds() {
    const seed = async (format: 'png' | 'jpeg', partial: boolean): Promise<Seed> => ({
      name: `${format}-${partial ? 'partial' : 'whole'}`,
      bytes: new Uint8Array(await imageFile(format)),
      json: false,
      read: (bytes) => readImage(bytes, { partial, maxPixels: 4_000_000 }),
    });
    const formats = ['png', 'jpeg'] as const;
    return Promise.all(formats.flatMap((format) => [seed(format, false), seed(format, true)]));
  },
};
