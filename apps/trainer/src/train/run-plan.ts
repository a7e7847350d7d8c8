import { relative, resolve } from 'node:path';
import { TurboHoiError } from '@turbo-hoi/core';
import { CONFIGS, DEFAULT_CONFIG } from '../configs';
import { readConfigJson } from '../input/read-config-json';
import type { TrainOptions } from './train-options';
import {
  absolutePaths,
  CHANGEABLE,
  lastingChanges,
  checkNewRunFolder,
  commandLinePlugins,
  configPlugins,
  defaultRunFolder,
  findRunFolder,
  isPath,
  loadExperiment,
  type PluginRequest,
  type RunFiles,
  runFiles,
  type RunPlan,
  showPath,
} from '@turbo-hoi/experiment/node';
import {
  applySettings,
  type Experiment,
  parseStored,
  parseSetting,
  type Setting,
} from '@turbo-hoi/experiment';

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
  { config = DEFAULT_CONFIG, runDir, maxSteps }: TrainOptions,
  settings: readonly Setting[],
  plugins: readonly PluginRequest[],
  cwd: string,
): Promise<RunPlan> {
  const { experiment: given, folder } = await loadExperiment(config, settings, cwd, CONFIGS);
  const experiment = withBoundedDetector(given, maxSteps);
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
  const before = parseStored(readConfigJson(files.config), files.config);
  const experiment = absolutePaths(applySettings(before, settings));
  const changed = lastingChanges(before, experiment);
  if (changed.length > 0) {
    throw new TurboHoiError(
      'usage',
      `--resume: ${changed.join(', ')} cannot change within a run; these can: ${CHANGEABLE.join(', ')}. ` +
        `For another experiment start a new run: --config ${showPath(files.config, cwd)}.`,
    );
  }
  return withPlugins(experiment, files, true, [
    ...configPlugins(experiment.plugins, files.folder),
    ...plugins,
  ]);
}

/** `--max-steps` also bounds the training of the detector; that of a resumed run cannot change. */
function withBoundedDetector(experiment: Experiment, maxSteps = Infinity): Experiment {
  const { detectorTraining } = experiment;
  const steps = Math.min(detectorTraining.steps, maxSteps);
  return { ...experiment, detectorTraining: { ...detectorTraining, steps } };
}

/** The settings of a command line in the order they apply: --set, then dedicated options. */
function settingsOf({ set = [], maxSteps, seed, validateEvery }: TrainOptions): Setting[] {
  const own: Setting[] = [];
  if (maxSteps !== undefined) {
    own.push({ source: `--max-steps ${maxSteps}`, path: ['training', 'steps'], value: maxSteps });
  }
  if (seed !== undefined) own.push({ source: `--seed ${seed}`, path: ['seed'], value: seed });
  if (validateEvery !== undefined) {
    own.push({
      source: `--validate-every ${validateEvery}`,
      path: ['training', 'validateEvery'],
      value: validateEvery,
    });
  }
  return [...set.map(parseSetting), ...own];
}

/** A plan whose config names every plugin, so that the run folder's config alone reproduces the run. */
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
