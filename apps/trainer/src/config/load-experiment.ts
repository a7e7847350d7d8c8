import { readConfigFile } from './config-file';
import type { Experiment } from './experiment';
import { applySettings, parseExperiment } from './parse-experiment';
import type { Setting } from './setting';

/** An experiment and where it comes from. */
export interface LoadedExperiment {
  readonly experiment: Experiment;
  /** From here the paths in its `plugins` are counted. */
  readonly folder: string;
}

/**
 * The experiment of a config file with settings applied in order.
 *
 * @param config the name of a built-in config or the path of a file
 * @throws TurboHoiError `config`
 */
export async function loadExperiment(
  config: string,
  settings: readonly Setting[],
  cwd: string,
): Promise<LoadedExperiment> {
  const file = await readConfigFile(config, cwd);
  const experiment = parseExperiment({ name: file.name, ...file.content }, `Config ${file.path}`);
  return { experiment: applySettings(experiment, settings), folder: file.folder };
}
