import { basename } from 'node:path';
import { resizeImage } from '@turbo-hoi/datasets/node';
import {
  createPredictor as createPixelPredictor,
  type PhotoPredictor,
  type PredictorOptions,
} from '../photo/create-predictor';
import { type PhotoFile, readPhoto } from './photo-file';

/** `createPredictor` that also reads files, and resizes with sharp. */
export async function createPredictor(
  options: PredictorOptions,
): Promise<PhotoPredictor<PhotoFile>> {
  const predictor = await createPixelPredictor({ resizeImage, ...options });
  return {
    ...predictor,
    predict: async (photo, options = {}) => {
      const { fileName = typeof photo === 'string' ? basename(photo) : undefined } = options;
      return predictor.predict(await readPhoto(photo, fileName), { ...options, fileName });
    },
  };
}
