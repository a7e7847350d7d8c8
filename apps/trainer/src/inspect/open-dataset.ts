import {
  type Dataset,
  type DatasetContext,
  DATASETS,
  type PluginConfig,
  selectPlugin,
  TurboHoiError,
} from '@turbo-hoi/core';
import type { InspectOptions } from './inspect-options';
import { commandLinePlugins, createRunContainer } from '@turbo-hoi/experiment/node';
import { applySetting, experimentSchema, parseSetting, type Setting } from '@turbo-hoi/experiment';

/**
 * Opens the data set that the command names.
 *
 * @throws TurboHoiError `config` for an unknown kind or option, `data` or `io` for what cannot be read
 */
export async function openDataset(
  options: InspectOptions,
  cwd: string,
  context: DatasetContext,
): Promise<Dataset> {
  const container = await createRunContainer(commandLinePlugins(options.plugin, cwd));
  return selectPlugin(container, DATASETS, datasetConfig(options), 'dataset').create(context);
}

function datasetConfig({ dataset, root, skipBad, set = [] }: InspectOptions): PluginConfig {
  const config: PluginConfig = {
    kind: dataset,
    ...(root !== undefined && { root }),
    ...(skipBad && { skipBad }),
  };
  return set.map(datasetSetting).reduce(applySetting, config);
}

/**
 * `--set root=DIR` and, as for `train`, `--set dataset.root=DIR`.
 *
 * @throws TurboHoiError `usage` for a malformed setting, and for one of `train` that is not about the data set
 */
export function datasetSetting(text: string): Setting {
  const setting = parseSetting(text);
  const [first, ...rest] = setting.path;
  if (first === DATASET && rest.length > 0) return { ...setting, path: rest };
  if (rest.length > 0 && Object.hasOwn(experimentSchema.shape, first)) {
    throw new TurboHoiError(
      'usage',
      `${setting.source}: inspect has no "${first}", which only a training does; it takes the settings of dataset, such as ${DATASET}.root=DIR.`,
    );
  }
  return setting;
}

const DATASET = 'dataset';
