import { join } from 'node:path';
import { cacheFolder } from '@turbo-hoi/files/node';
import type { DatasetInfo, PluginConfig, SplitName } from '@turbo-hoi/core';
import { cachedDetector, type CachedDetector } from '@turbo-hoi/datasets/node';
import type { ComposedExperiment } from './compose-experiment';

/** The experiment's detector; if it is deterministic, its proposals for a split are cached on disk. */
export function keptDetector(
  {
    detector,
    experiment,
    dataset,
  }: Pick<ComposedExperiment, 'detector' | 'experiment' | 'dataset'>,
  split: SplitName,
  warn: (line: string) => void,
): CachedDetector {
  return cachedDetector(detector, {
    folder: join(cacheFolder(), 'proposals'),
    dataset: datasetKey(experiment.dataset, dataset.info),
    split,
    warn,
  });
}

/** Names the images of a data set: its config, and the version of what code draws. */
export function datasetKey(
  config: PluginConfig,
  { version }: Pick<DatasetInfo, 'version'>,
): string {
  return JSON.stringify({ ...config, version });
}
