import { resolve } from 'node:path';
import { type DetectorTraits, TurboHoiError } from '@turbo-hoi/core';
import { EMBEDDED_WEIGHTS } from '@turbo-hoi/stem/node';
import type { Experiment } from '../../config/experiment';

/**
 * The experiment with `rpn`, and `objectBranch` of a model without one, moved to the detector: the paper's RPN is frozen and shares
 * no features with the model, so that it belongs to the detector. `init` of such a part becomes the detector's `weights`; `frozen`
 * may list it, but it is frozen anyway.
 *
 * @param traits of the detector
 * @throws TurboHoiError `config` if the detector has no such part, or two files are named
 */
export function placePartsOfDetector(experiment: Experiment, traits: DetectorTraits): Experiment {
  const { init, frozen, objectBranch } = experiment;
  const parts = objectBranch ? ['rpn'] : ['rpn', 'objectBranch'];
  const named = [
    ...parts.filter((part) => part in init).map((part) => `init.${part}`),
    ...frozen.flatMap((part, i) => (parts.includes(part) ? [`frozen[${i}]`] : [])),
  ];
  if (named.length === 0) return experiment;
  const files = parts.flatMap((part) => init[part] ?? []);
  return {
    ...experiment,
    init: Object.fromEntries(Object.entries(init).filter(([part]) => !parts.includes(part))),
    frozen: frozen.filter((part) => !parts.includes(part)),
    detector: withWeights(experiment.detector, traits, files, named[0]),
  };
}

function withWeights(
  detector: Experiment['detector'],
  { loadsWeights = false }: DetectorTraits,
  files: readonly string[],
  path: string,
): Experiment['detector'] {
  if (!loadsWeights) {
    throw new TurboHoiError(
      'config',
      `${path}: this part is the detector's, and "${detector.kind}" has none. ` +
        'Set detector.kind=faster-rcnn and detector.weights=FILE.',
    );
  }
  const given = detector.weights;
  // A file for a part takes the place of the embedded set's weights.
  const isFile = typeof given === 'string' && given !== EMBEDDED_WEIGHTS;
  const own = isFile ? [resolve(given)] : [];
  const [weights, other] = new Set([...own, ...files]);
  if (other !== undefined) {
    throw new TurboHoiError(
      'config',
      `${path}: the detector has its weights from one file, got ${weights} and ${other}.`,
    );
  }
  return weights === undefined ? detector : { ...detector, weights };
}
