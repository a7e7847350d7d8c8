import type { RgbImage } from '@turbo-hoi/core';
import { TurboHoiError } from '@turbo-hoi/core';
import { readImage } from '@turbo-hoi/datasets/node';
import { BadEntries } from '@turbo-hoi/formats';
import { ahead } from '@turbo-hoi/training';
import type { PhotoPrediction, PhotoPredictor } from '@turbo-hoi/inference';
import type { Photo } from './photo-source';

// Decoding takes the cores that a model leaves.
const PHOTOS_AHEAD = 3;

export interface PredictPhotosOptions {
  readonly photos: readonly Photo[];
  readonly predictor: PhotoPredictor;
  /** How messages call the detector. */
  readonly detector: string;
  readonly signal: AbortSignal;
  readonly readStandardInput: () => Promise<Uint8Array>;
  onPhoto(index: number, image: RgbImage, prediction: PhotoPrediction): Promise<void>;
  /** Called after each photo with the number of those done and those that cannot be read. */
  onProgress(done: number): void;
}

/**
 * Predicts photo after photo until the signal.
 *
 * @returns the photos that cannot be read
 * @throws TurboHoiError `plugin` for a failure of the detector
 */
export async function predictPhotos(options: PredictPhotosOptions): Promise<BadEntries> {
  const { photos, predictor, detector, signal, readStandardInput } = options;
  const bad = new BadEntries('photos');
  const images = ahead((step) => load(photos[step - 1], readStandardInput), {
    depth: PHOTOS_AHEAD,
    last: photos.length,
  });
  try {
    for (let step = 1; step <= photos.length && !signal.aborted; step++) {
      const loaded = await images.at(step);
      const { name } = photos[step - 1];
      if ('problem' in loaded) bad.add(name, loaded.problem);
      else {
        const known = { imageId: step, fileName: name };
        const prediction = await predictor
          .predict(loaded.image, known)
          .catch((error: unknown) => fail(detector, name, error));
        await options.onPhoto(step - 1, loaded.image, prediction);
      }
      options.onProgress(step);
    }
  } finally {
    await images.close();
  }
  return bad;
}

type Loaded = { readonly image: RgbImage } | { readonly problem: string };

async function load(
  { path, name }: Photo,
  readStandardInput: () => Promise<Uint8Array>,
): Promise<Loaded> {
  try {
    return { image: await readImage(path ?? (await readStandardInput()), { name }) };
  } catch (error) {
    const isBadImage =
      error instanceof TurboHoiError && (error.kind === 'data' || error.kind === 'io');
    if (!isBadImage) throw error;
    // The list names the photo already.
    return { problem: error.message.replace(`${name}: `, '') };
  }
}

function fail(detector: string, name: string, error: unknown): never {
  if (error instanceof TurboHoiError) throw error;
  const reason = error instanceof Error ? error.message : String(error);
  throw new TurboHoiError(
    'plugin',
    `${name}: detector "${detector}" or the model failed: ${reason}`,
    {
      cause: error,
    },
  );
}
