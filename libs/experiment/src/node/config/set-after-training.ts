import { TurboHoiError } from '@turbo-hoi/core';
import type { Experiment } from '../../config/experiment';
import { applySettings } from '../../config/parse-experiment';
import type { Setting } from '../../config/setting';
import { AFTER_TRAINING, lastingChanges } from './lasting-changes';

/**
 * Applies settings in order to the experiment of a trained model, where only fields used after training may change.
 *
 * @throws TurboHoiError `config` for a field that training depends on
 */
export function setAfterTraining(experiment: Experiment, settings: readonly Setting[]): Experiment {
  const changed = applySettings(experiment, settings);
  const fixed = lastingChanges(experiment, changed, AFTER_TRAINING);
  if (fixed.length === 0) return changed;
  throw new TurboHoiError(
    'config',
    `--set: ${fixed.join(', ')}: the weights were trained with other values. Expected fields of ` +
      `${AFTER_TRAINING.join(', ')}; for others train a new run.`,
  );
}
