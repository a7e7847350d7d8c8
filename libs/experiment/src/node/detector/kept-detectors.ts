import { createHash } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ChosenBackend } from '@turbo-hoi/backends';
import { cacheFolder, copyFileAtomicallySync } from '@turbo-hoi/files/node';
import type { DetectorTraining } from '@turbo-hoi/core';
import type { Experiment } from '../../config/experiment';

/** Where detectors that runs of this user trained are kept, by everything that decides their weights. */
export function keptWeights(
  { dataset, detectorTraining, input, augment }: Experiment,
  learner: Pick<DetectorTraining, 'key'>,
  { name, version }: Pick<ChosenBackend, 'name' | 'version'>,
): string {
  const training = { ...detectorTraining, reuse: undefined };
  const key = JSON.stringify([dataset, learner.key, training, input, augment, name, version]);
  const hash = createHash('sha256').update(key).digest('hex').slice(0, 24);
  return join(cacheFolder(), 'detectors', `${hash}.safetensors`);
}

/** Copies a file, whole or not at all; false: there is none to copy. @throws Error where it cannot be written */
export function copyWeights(from: string, to: string): boolean {
  if (!existsSync(from)) return false;
  mkdirSync(dirname(to), { recursive: true });
  copyFileAtomicallySync(from, to);
  return true;
}
