import { type Detector, TurboHoiError } from '@turbo-hoi/core';
import type { TurboModel } from '@turbo-hoi/turbo-loop';
import { loadedParameters, type LoadedPart } from '@turbo-hoi/experiment/node';

/** Whose outputs have names. */
const NAMED = [
  { what: 'actions', pattern: /^stages\.\w+\.(hoi|mask)\./ },
  { what: 'keypoints', pattern: /^stages\.\w+\.pose\./ },
] as const;

/** Asked only where the detector leaves it to the model to say what its boxes hold. */
const JUDGE = { what: 'object classes', pattern: /^object_branch\./ } as const;

/**
 * In training, parts that learned other names are a start; in prediction they would say wrong ones.
 *
 * @throws TurboHoiError `config`
 */
export function checkNames(
  model: TurboModel,
  loaded: readonly LoadedPart[],
  { proposesOnly }: Pick<Detector, 'proposesOnly'>,
): void {
  const named = proposesOnly ? [...NAMED, JUDGE] : NAMED;
  for (const part of loaded) {
    const names = loadedParameters(model, part);
    for (const { what, pattern } of named) {
      if (!part.differsIn.includes(what) || !names.some((name) => pattern.test(name))) continue;
      throw new TurboHoiError(
        'config',
        `init.${part.part}: ${part.from} was trained on other ${what} than data set "${model.dataset.name}" has, and would say wrong ones. ` +
          'Predict with --run, or set "dataset" to what it was trained on.',
      );
    }
  }
}
