import { resolve } from 'node:path';
import { ownWeights } from '@turbo-hoi/checkpoints/node';
import {
  type DetectorTraining,
  type DetectorTraits,
  type PluginConfig,
  TurboHoiError,
} from '@turbo-hoi/core';
import { embeddedDetector } from '@turbo-hoi/datasets/node';
import { EMBEDDED_WEIGHTS } from '@turbo-hoi/stem/node';
import { type Experiment, OWN_DETECTOR } from '../../config/experiment';
import type { ComposedExperiment } from '../compose/compose-experiment';

/** Whether a run trains the detector of a config itself. */
export function isLearned({ weights = null }: PluginConfig, { learner }: DetectorTraits): boolean {
  return learner !== undefined && weights === null;
}

/** How a run trains the detector of a validated config; null: it has weights from elsewhere, or no weights. */
export function learnedDetector(
  detector: PluginConfig,
  traits: DetectorTraits,
): DetectorTraining | null {
  if (!traits.learner || !isLearned(detector, traits)) return null;
  const options = Object.entries(detector).filter(
    ([name]) => name !== 'kind' && name !== 'weights',
  );
  return traits.learner(Object.fromEntries(options));
}

/** The file of a detector's `weights`: a path, or the word for those of the embedded data set. */
export function weightsPath(weights: string): string {
  return weights === EMBEDDED_WEIGHTS ? embeddedDetector() : resolve(weights);
}

/** The file that `detector` in `init` stands for. @throws TurboHoiError `config` for a detector without weights */
export function detectorWeights(
  { experiment: { detector }, learner }: Pick<ComposedExperiment, 'experiment' | 'learner'>,
  runFolder: string,
): string {
  const { kind, weights } = detector;
  if (typeof weights === 'string') return weightsPath(weights);
  if (learner) return ownWeights(runFolder);
  throw new TurboHoiError(
    'config',
    `init: "${OWN_DETECTOR}" stands for the weights of the detector, and "${kind}" has none. Name a run or a file, or start from random weights with init={}.`,
  );
}

/** @throws TurboHoiError `config` for an object branch that starts from a detector which the run trains without a box head */
export function checkOwnParts(
  { init }: Pick<Experiment, 'init'>,
  learner: DetectorTraining | null,
): void {
  if (!learner?.proposesOnly || init.objectBranch !== OWN_DETECTOR) return;
  throw new TurboHoiError(
    'config',
    `init.objectBranch: the detector that this run would train (${learner.name}) has no box head to start from. ` +
      'Start from nothing with --config scratch, or name weights: --set detector.weights=FILE.',
  );
}
