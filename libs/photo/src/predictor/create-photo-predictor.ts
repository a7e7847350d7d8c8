import type { Detector, DetectorContext } from '@turbo-hoi/core';
import {
  buildTrained,
  createPredictor,
  type PhotoPredictor,
  type PredictorOptions,
} from '@turbo-hoi/inference';
import { decodePhotoModel, type PhotoModel } from '../model/photo-model';
import { balancedRank } from '../ranking/ranking';
import { MAX_PEOPLE, MIN_ACTION_SCORE, MIN_SCORE, SHOWN_BOXES } from './display-limits';

export interface PhotoPredictorOptions extends Omit<
  PredictorOptions,
  'model' | 'detector' | 'input' | 'untrained' | 'trainedOn' | 'targetChoice' | 'decoding'
> {
  /** The model, or the bytes of its file: `weights/photo.safetensors` of this package. */
  readonly model: PhotoModel | Uint8Array;
  /**
   * Detector of people with their skeletons, and objects, or a function that creates it for the model's classes; the predictor disposes
   * it.
   */
  readonly detector: Detector | ((context: DetectorContext) => Detector);
  /** Receives warnings of the detector, such as classes that it lacks. */
  readonly warn?: (line: string) => void;
}

/**
 * Creates a predictor of who does what with which object in photos; a tensor backend has to be ready.
 *
 * @throws TurboHoiError `checkpoint` for a file that is damaged, of another kind or of another version
 */
export async function createPhotoPredictor(
  options: PhotoPredictorOptions,
): Promise<PhotoPredictor> {
  const { model: given, detector, warn, ...rest } = options;
  const { info, parameters } =
    given instanceof Uint8Array ? decodePhotoModel(given, 'photo model') : given;
  const { model, ...restored } = buildTrained({ state: info, parameters }, {});
  try {
    return await createPredictor({
      minScore: MIN_SCORE,
      minActionScore: MIN_ACTION_SCORE,
      maxPeople: MAX_PEOPLE,
      shown: SHOWN_BOXES,
      distinct: true,
      rank: balancedRank(info.ranking),
      ...restored,
      ...rest,
      model,
      detector:
        typeof detector === 'function' ? detector({ dataset: info.dataset, warn }) : detector,
      trainedOn: info.trainedOn,
    });
  } catch (error) {
    model.dispose();
    throw error;
  }
}
