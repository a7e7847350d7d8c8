import {
  type AnnotatedPose,
  boxAt,
  type PoseAnnotator,
  type RgbImage,
  TurboHoiError,
  turn,
} from '@turbo-hoi/core';
import { readImage } from '@turbo-hoi/datasets/node';
import { BadEntries } from '@turbo-hoi/formats';
import { ahead } from '@turbo-hoi/training';
import type { PhotoPrediction, PhotoPredictor } from '@turbo-hoi/inference';
import type { Photo } from './photo-source';

// Photos are decoded ahead on cores that the model leaves idle.
const PHOTOS_AHEAD = 3;

export interface PredictedPhoto {
  readonly image: RgbImage;
  readonly prediction: PhotoPrediction;
  /** Poses of the pose detector, in pixels of the photo. */
  readonly poses?: readonly AnnotatedPose[];
}

export interface PredictPhotosOptions {
  readonly photos: readonly Photo[];
  readonly predictor: PhotoPredictor;
  readonly annotator: PoseAnnotator | null;
  readonly signal: AbortSignal;
  readonly readStandardInput: () => Promise<Uint8Array>;
  onPhoto(index: number, photo: PredictedPhoto): Promise<void>;
  /** Called after each photo with the number of photos processed, unreadable ones included. */
  onProgress(done: number): void;
}

/**
 * Predicts photo after photo until the signal aborts.
 *
 * @returns the unreadable photos
 * @throws TurboHoiError `plugin` for a failure of a detector
 */
export async function predictPhotos(options: PredictPhotosOptions): Promise<BadEntries> {
  const { photos, signal, readStandardInput } = options;
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
      else await options.onPhoto(step - 1, await predictPhoto(loaded.image, step, name, options));
      options.onProgress(step);
      await turn();
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
    // The list of bad photos already has its name.
    return { problem: error.message.replace(`${name}: `, '') };
  }
}

async function predictPhoto(
  image: RgbImage,
  imageId: number,
  fileName: string,
  { predictor, annotator }: PredictPhotosOptions,
): Promise<PredictedPhoto> {
  try {
    const prediction = await predictor.predict(image, { imageId, fileName });
    const { people, personBoxes } = prediction.raw;
    const boxes = Array.from(people, (_, person) => boxAt(personBoxes, person));
    const poses = await annotator?.annotate({ imageId, fileName, image, people: boxes });
    return { image, prediction, poses };
  } catch (error) {
    if (error instanceof TurboHoiError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new TurboHoiError('plugin', `${fileName}: cannot be predicted: ${reason}`, {
      cause: error,
    });
  }
}
