import { join } from 'node:path';
import { cacheFolder } from '@turbo-hoi/files/node';
import type { SplitName } from '@turbo-hoi/core';
import { cachedDetector, type CachedDetector } from '@turbo-hoi/datasets/node';
import type { ComposedExperiment } from './compose-experiment';

/** The experiment's detector; if it is deterministic, its proposals for a split are cached on disk. */
export function keptDetector(
  { detector, experiment }: Pick<ComposedExperiment, 'detector' | 'experiment'>,
  split: SplitName,
  warn: (line: string) => void,
): CachedDetector {
  return cachedDetector(detector, {
    folder: join(cacheFolder(), 'proposals'),
    dataset: JSON.stringify(experiment.dataset),
    split,
    warn,
  });
}
