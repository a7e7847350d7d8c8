import {
  type Dataset,
  type DatasetContext,
  DATASETS,
  type PluginConfig,
  selectPlugin,
} from '@turbo-hoi/core';
import type { InspectCommandOptions } from './inspect-options';
import { commandLinePlugins, createRunContainer } from '@turbo-hoi/experiment/node';
import { applySetting, parseSetting } from '@turbo-hoi/experiment';

/**
 * Opens the data set that the command names.
 *
 * @throws TurboHoiError `config` for an unknown kind or option, `data` or `io` for what cannot be read
 */
export async function openDataset(
  options: InspectCommandOptions,
  cwd: string,
  context: DatasetContext,
): Promise<Dataset> {
  const container = await createRunContainer(commandLinePlugins(options.plugin, cwd));
  return selectPlugin(container, DATASETS, datasetConfig(options), 'dataset').create(context);
}

function datasetConfig({ dataset, root, skipBad, set = [] }: InspectCommandOptions): PluginConfig {
  const config: PluginConfig = {
    kind: dataset,
    ...(root !== undefined && { root }),
    ...(skipBad && { skipBad }),
  };
  return set.map(parseSetting).reduce(applySetting, config);
}
