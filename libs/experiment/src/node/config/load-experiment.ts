import { readConfigFile } from './config-file';
import type { Experiment } from '../../config/experiment';
import { applySettings, parseExperiment } from '../../config/parse-experiment';
import type { Setting } from '../../config/setting';

/** An experiment and its origin. */
export interface LoadedExperiment {
  readonly experiment: Experiment;
  /** Folder that the paths in its `plugins` are relative to. */
  readonly folder: string;
}

/**
 * The experiment of a config file with settings applied in order.
 *
 * @param config the name of a built-in config or the path of a file
 * @param cwd the folder that the path is relative to
 * @param builtIn the folder of the built-in configs
 * @throws TurboHoiError `config`
 */
export async function loadExperiment(
  config: string,
  settings: readonly Setting[],
  cwd: string,
  builtIn: string,
): Promise<LoadedExperiment> {
  const file = await readConfigFile(config, cwd, builtIn);
  const experiment = parseExperiment({ name: file.name, ...file.content }, `Config ${file.path}`);
  return { experiment: applySettings(experiment, settings), folder: file.folder };
}
