import { chooseBackend } from '@turbo-hoi/backends/node';
import type { DatasetContext } from '@turbo-hoi/core';
import { showPath } from '../cli/show-path';
import { composeExperiment } from '../compose/compose-experiment';
import { createRunContainer } from '../compose/run-container';
import { loadExperiment } from '../config/load-experiment';
import { parseSetting } from '../config/setting';
import { initializeModel, type LoadedPart } from '../init/initialize-model';
import { untrainedParameters } from '../init/untrained-parameters';
import { configPlugins } from '../plugins/plugin-request';
import type { OpenRunOptions } from '../run-folder/open-run';
import { checkNames } from './check-names';
import type { ModelSource } from './model-source';

export interface OpenConfigOptions extends Required<
  Pick<OpenRunOptions, 'plugins' | 'modules' | 'change'>
> {
  /** A built-in config's name or a file. */
  readonly config: string;
  /** `path=value`, in their order. */
  readonly settings: readonly string[];
  /** From where paths count. */
  readonly cwd: string;
  readonly context: DatasetContext;
}

/**
 * Opens the model of a config without a run: what its `init` loads is trained, the rest is not.
 *
 * @throws TurboHoiError `config` or `usage`; as `composeExperiment` does
 */
export async function openConfig(options: OpenConfigOptions): Promise<ModelSource> {
  const { config, settings, cwd, plugins, modules, context, change } = options;
  const { experiment, folder } = await loadExperiment(config, settings.map(parseSetting), cwd);
  const container = await createRunContainer(
    [...configPlugins(experiment.plugins, folder), ...plugins],
    modules,
  );
  const composed = await composeExperiment(container, change(experiment), context);
  return {
    title: `config ${config}`,
    name: experiment.name,
    listed: { config: { name: experiment.name, init: experiment.init } },
    composed,
    container,
    loadModel: async (choice, notify) => {
      const backend = await chooseBackend({ backend: choice, setup: 'never', notify });
      const model = composed.buildModel();
      try {
        const loaded = await initializeModel(model, experiment.init, notify);
        checkNames(model, loaded);
        const untrained = untrainedParameters(model, loaded);
        return { model, backend, untrained, trainedOn: sourcesOf(loaded) };
      } catch (error) {
        model.dispose();
        throw error;
      }
    },
  };
}

/** What the parts were trained on, in words; null: nobody says. */
function sourcesOf(loaded: readonly LoadedPart[]): string | null {
  const known = new Set(loaded.flatMap(({ trainedOn }) => trainedOn ?? []));
  if (known.size === 0) return null;
  const unknown = new Set(
    loaded.flatMap(({ trainedOn, from }) => (trainedOn === null ? [from] : [])),
  );
  return [...known, ...[...unknown].map((from) => `what ${showPath(from)} does not say`)].join(
    ' and ',
  );
}
