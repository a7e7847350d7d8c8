import { resolve } from 'node:path';
import { TurboHoiError } from '@turbo-hoi/core';
import type { Experiment } from './experiment';

const PART = 'rpn';

/**
 * The experiment with its RPN where it lives: the paper's shares no features with the model and is frozen, so that it is part of
 * the detector, whose `weights` `init.rpn` names; that `frozen` lists it says what is so anyhow.
 *
 * @throws TurboHoiError `config` where the detector has no RPN or weights of its own already
 */
export function placeRpn(experiment: Experiment): Experiment {
  const { init, frozen, detector } = experiment;
  const { [PART]: weights, ...others } = init;
  const at = frozen.indexOf(PART);
  if (weights === undefined && at < 0) return experiment;
  const path = weights === undefined ? `frozen[${at}]` : `init.${PART}`;
  if (detector.kind !== 'faster-rcnn') {
    throw new TurboHoiError(
      'config',
      `${path}: the RPN is part of the detector, and "${detector.kind}" has none. ` +
        'Set detector.kind=faster-rcnn and detector.weights=FILE.',
    );
  }
  const own = detector.weights;
  if (weights !== undefined && own !== undefined && resolve(String(own)) !== weights) {
    throw new TurboHoiError(
      'config',
      `${path}: got ${weights}, but detector.weights is ${String(own)}. Name one file.`,
    );
  }
  return {
    ...experiment,
    init: others,
    frozen: frozen.filter((part) => part !== PART),
    detector: weights === undefined ? detector : { ...detector, weights },
  };
}
