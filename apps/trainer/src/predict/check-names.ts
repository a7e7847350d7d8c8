import { type Detector, TurboHoiError } from '@turbo-hoi/core';
import type { TurboModel } from '@turbo-hoi/turbo-loop';
import { loadedParameters, type LoadedPart } from '@turbo-hoi/experiment/node';

/** Parts whose outputs correspond to names. */
const NAMED = [
  { what: 'actions', pattern: /^stages\.\w+\.(hoi|mask)\./ },
  { what: 'keypoints', pattern: /^stages\.\w+\.pose\./ },
] as const;

/** The object branch, which classifies the boxes of a detector that only proposes them. */
const OBJECT_BRANCH = { what: 'object classes', pattern: /^object_branch\./ } as const;

/**
 * Refuses parts that were trained on other names: an initialisation for training, but wrong names in prediction.
 *
 * @throws TurboHoiError `config`
 */
export function checkNames(
  model: TurboModel,
  loaded: readonly LoadedPart[],
  { proposesOnly }: Pick<Detector, 'proposesOnly'>,
): void {
  const named = proposesOnly ? [...NAMED, OBJECT_BRANCH] : NAMED;
  for (const part of loaded) {
    const names = loadedParameters(model, part);
    for (const { what, pattern } of named) {
      if (!part.differsIn.includes(what) || !names.some((name) => pattern.test(name))) continue;
      throw new TurboHoiError(
        'config',
        `init.${part.part}: ${part.from} was trained on other ${what} than data set "${model.dataset.name}" has, so its names would be wrong. ` +
          'Predict with --run, or set "dataset" to what it was trained on.',
      );
    }
  }
}
