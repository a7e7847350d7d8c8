import { chooseBackend } from '@turbo-hoi/backends/node';
import { type DatasetContext, DETECTORS, pluginTraits, TurboHoiError } from '@turbo-hoi/core';
import {
  absolutePaths,
  composeExperiment,
  configPlugins,
  createRunContainer,
  initializeModel,
  isLearned,
  type LoadedPart,
  loadExperiment,
  type OpenRunOptions,
  placePartsOfDetector,
  showPath,
  untrainedParameters,
  weightsPath,
} from '@turbo-hoi/experiment/node';
import { type Experiment, OWN_DETECTOR, parseSetting } from '@turbo-hoi/experiment';
import { CONFIGS } from '../configs';
import { checkNames } from './check-names';
import type { ModelSource } from './model-source';

export interface OpenConfigOptions extends Required<
  Pick<OpenRunOptions, 'plugins' | 'modules' | 'change'>
> {
  /** A built-in config's name or a file. */
  readonly config: string;
  /** `path=value`, applied in order. */
  readonly settings: readonly string[];
  /** Folder that paths are relative to. */
  readonly cwd: string;
  readonly context: DatasetContext;
}

/**
 * Opens the model of a config without a run: parts that its `init` loads are trained, the others are not.
 *
 * @throws TurboHoiError `config` or `usage`; as `composeExperiment` does
 */
export async function openConfig(options: OpenConfigOptions): Promise<ModelSource> {
  const { config, settings, cwd, plugins, modules, context, change } = options;
  const { experiment, folder } = await loadExperiment(
    config,
    settings.map(parseSetting),
    cwd,
    CONFIGS,
  );
  const container = await createRunContainer(
    [...configPlugins(experiment.plugins, folder), ...plugins],
    modules,
  );
  const traitsOf = ({ detector }: Experiment) => pluginTraits(container, DETECTORS, detector);
  const placed = placePartsOfDetector(absolutePaths(experiment), traitsOf(experiment));
  const init = withoutOwnDetector(placed);
  const changed = { ...change(placed, container), init };
  if (isLearned(changed.detector, traitsOf(changed))) throw untrainedDetector(changed);
  const composed = await composeExperiment(container, changed, context);
  return {
    title: `config ${config}`,
    name: experiment.name,
    listed: { config: { name: experiment.name, init } },
    composed,
    container,
    loadModel: async (choice, notify) => {
      const backend = await chooseBackend({ backend: choice, setup: 'never', notify });
      const model = composed.buildModel();
      try {
        const loaded = await initializeModel(model, init, notify);
        checkNames(model, loaded, composed.detector);
        const untrained = untrainedParameters(model, loaded);
        return { model, backend, untrained, trainedOn: sourcesOf(loaded) };
      } catch (error) {
        model.dispose();
        throw error;
      }
    },
  };
}

/** Drops parts that start from a detector which only a run trains: without a run they are untrained. */
function withoutOwnDetector({ init, detector }: Experiment): Experiment['init'] {
  const { weights } = detector;
  const known = Object.entries(init).flatMap(([part, source]) => {
    if (source !== OWN_DETECTOR) return [[part, source]];
    return typeof weights === 'string' ? [[part, weightsPath(weights)]] : [];
  });
  return Object.fromEntries(known);
}

function untrainedDetector({ detector }: Experiment): TurboHoiError {
  return new TurboHoiError(
    'usage',
    `--detector: "${detector.kind}" is trained by a run, and there is none. Predict with --run DIR, or name another: ` +
      '--detector photo for photographs (its models are an optional package), or --detector file.',
  );
}

/** The training data of the loaded parts, in words; null: unknown. */
function sourcesOf(loaded: readonly LoadedPart[]): string | null {
  const known = new Set(loaded.flatMap(({ trainedOn }) => trainedOn ?? []));
  if (known.size === 0) return null;
  const unknown = new Set(
    loaded.flatMap(({ trainedOn, from }) => (trainedOn === null ? [from] : [])),
  );
  return [...known, ...[...unknown].map((from) => `unknown data (${showPath(from)})`)].join(
    ' and ',
  );
}
