import type { DatasetInfo, Detector } from '@turbo-hoi/core';
import {
  buildTrained,
  createPredictor,
  type PhotoPredictor,
  type PredictorOptions,
} from '@turbo-hoi/inference';
import { decodePhotoModel, type PhotoModel } from '../model/photo-model';
import { balancedRank } from '../ranking/ranking';

/** Boxes of a photo that are shown. */
export const SHOWN_BOXES = 20;

export interface PhotoPredictorOptions extends Omit<
  PredictorOptions,
  'model' | 'detector' | 'input' | 'untrained' | 'trainedOn' | 'rank' | 'targetChoice' | 'decoding'
> {
  /** The model, or the bytes of its file: `weights/photo.safetensors` of this package. */
  readonly model: PhotoModel | Uint8Array;
  /** Finds people with their skeletons, and objects; made for the model's classes. The predictor disposes it. */
  readonly detector: (dataset: DatasetInfo) => Detector;
}

/**
 * Creates a predictor of who does what with which object in photos; a tensor backend has to be ready.
 *
 * @throws TurboHoiError `checkpoint` for a file that is damaged or of another version
 */
export async function createPhotoPredictor(
  options: PhotoPredictorOptions,
): Promise<PhotoPredictor> {
  const { model: given, detector, ...rest } = options;
  const { info, parameters } =
    given instanceof Uint8Array ? decodePhotoModel(given, 'photo model') : given;
  const { model, ...restored } = buildTrained({ state: info, parameters }, {});
  try {
    return await createPredictor({
      minScore: MIN_SCORE,
      maxPeople: MAX_PEOPLE,
      shown: SHOWN_BOXES,
      minActionScore: 0,
      ...restored,
      ...rest,
      model,
      detector: detector(info.dataset),
      trainedOn: info.trainedOn,
      rank: balancedRank(info.ranking),
    });
  } catch (error) {
    model.dispose();
    throw error;
  }
}

/** The model itself judges doubtful boxes. */
const MIN_SCORE = 0.05;
const MAX_PEOPLE = 16;
