import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ChosenBackend } from '@turbo-hoi/backends';
import { cacheFolder, copyFileAtomicallySync, makeFolderSync } from '@turbo-hoi/files/node';
import type { DetectorTraining } from '@turbo-hoi/core';
import type { Experiment } from '../../config/experiment';

/** The cache path of a detector trained by this user's runs, keyed by everything that determines its weights. */
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

/** Copies a file atomically; returns false if it does not exist. @throws Error if the copy cannot be written */
export function copyWeights(from: string, to: string): boolean {
  if (!existsSync(from)) return false;
  makeFolderSync(dirname(to));
  copyFileAtomicallySync(from, to);
  return true;
}
