import { readFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { TurboHoiError } from '@turbo-hoi/core';
import type { TrainOptions } from '../cli/train.command';
import { showPath as showFilePath } from '../cli/show-path';
import type { Experiment } from '../config/experiment';
import { loadExperiment } from '../config/load-experiment';
import { applySettings, parseExperiment } from '../config/parse-experiment';
import { parseSetting, type Setting } from '../config/setting';
import {
  commandLinePlugins,
  configPlugins,
  isPath,
  type PluginRequest,
} from '../plugins/plugin-request';
import {
  checkNewRunFolder,
  defaultRunFolder,
  findRunFolder,
  type RunFiles,
  runFiles,
} from '../run-folder/run-folder';
import { CHANGEABLE, lastingChanges } from './lasting-changes';

/** What is to be trained and where its results go. */
export interface RunPlan {
  /** Its plugins' paths count from the run folder. */
  readonly experiment: Experiment;
  readonly files: RunFiles;
  readonly plugins: readonly PluginRequest[];
  readonly resume: boolean;
}

const DEFAULT_CONFIG = 'turbo-3';

/**
 * Reads the command's options, the config and the folder; writes nothing.
 *
 * @throws TurboHoiError `usage` or `config`
 */
export async function planRun(options: TrainOptions, cwd: string): Promise<RunPlan> {
  const settings = settingsOf(options);
  const plugins = commandLinePlugins(options.plugin, cwd);
  return options.resume === undefined
    ? planNewRun(options, settings, plugins, cwd)
    : planResumedRun(options.resume, settings, plugins, cwd);
}

async function planNewRun(
  { config = DEFAULT_CONFIG, runDir }: TrainOptions,
  settings: readonly Setting[],
  plugins: readonly PluginRequest[],
  cwd: string,
): Promise<RunPlan> {
  const { experiment, folder } = await loadExperiment(config, settings, cwd);
  const run = runDir ? resolve(cwd, runDir) : defaultRunFolder(experiment.name, new Date(), cwd);
  checkNewRunFolder(run);
  return withPlugins(experiment, runFiles(run), false, [
    ...configPlugins(experiment.plugins, folder),
    ...plugins,
  ]);
}

function planResumedRun(
  given: string | true,
  settings: readonly Setting[],
  plugins: readonly PluginRequest[],
  cwd: string,
): RunPlan {
  const files = findRunFolder(given, cwd);
  const before = parseExperiment(readJson(files.config), files.config);
  const experiment = applySettings(before, settings);
  const changed = lastingChanges(before, experiment);
  if (changed.length > 0) {
    throw new TurboHoiError(
      'usage',
      `--resume: ${changed.join(', ')} cannot change within a run; what can: ${CHANGEABLE.join(', ')}. ` +
        `For another experiment start a new run: --config ${showFilePath(files.config, cwd)}.`,
    );
  }
  return withPlugins(experiment, files, true, [
    ...configPlugins(experiment.plugins, files.folder),
    ...plugins,
  ]);
}

/** The settings of a command line in order of precedence: --set, then the options of their own. */
function settingsOf({ set = [], maxSteps, seed }: TrainOptions): Setting[] {
  const own: Setting[] = [];
  if (maxSteps !== undefined) {
    own.push({ source: `--max-steps ${maxSteps}`, path: ['training', 'steps'], value: maxSteps });
  }
  if (seed !== undefined) own.push({ source: `--seed ${seed}`, path: ['seed'], value: seed });
  return [...set.map(parseSetting), ...own];
}

/** A plan whose config names every plugin, so that the run folder's config alone repeats the run. */
function withPlugins(
  experiment: Experiment,
  files: RunFiles,
  resume: boolean,
  plugins: readonly PluginRequest[],
): RunPlan {
  const specs = plugins.map(({ spec, folder }) => {
    if (!isPath(spec)) return spec;
    const path = relative(files.folder, resolve(folder, spec));
    return path.startsWith('.') ? path : `./${path}`;
  });
  return { experiment: { ...experiment, plugins: [...new Set(specs)] }, files, plugins, resume };
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    const reason = (error as Error).message;
    throw new TurboHoiError('config', `${path}: cannot be read: ${reason}`, { cause: error });
  }
}
