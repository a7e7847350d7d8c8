import { createHash } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ChosenBackend } from '@turbo-hoi/backends';
import { cacheFolder, copyFileAtomicallySync } from '@turbo-hoi/files/node';
import type { SmallFasterRcnnOptions } from '@turbo-hoi/stem';
import type { Experiment } from '../../config/experiment';

/** Where detectors that runs of this user trained are kept, by everything that decides their weights. */
export function keptWeights(
  { dataset, detectorTraining, input, augment }: Experiment,
  options: SmallFasterRcnnOptions,
  { name, version }: Pick<ChosenBackend, 'name' | 'version'>,
): string {
  const training = { ...detectorTraining, reuse: undefined };
  // What becomes of its output does not change the weights, except that proposals alone need no box head.
  const { network, classes, output, proposals } = options;
  const learnt = output === 'proposals' ? { network } : { network, classes, proposals };
  const key = JSON.stringify([dataset, learnt, training, input, augment, name, version]);
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
