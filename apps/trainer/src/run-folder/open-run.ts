import type { BackendChoice, ChosenBackend } from '@turbo-hoi/backends';
import { chooseBackend } from '@turbo-hoi/backends/node';
import type { DatasetContext } from '@turbo-hoi/core';
import { type CheckpointState, loadCheckpoint } from '@turbo-hoi/training/node';
import type { TurboModel } from '@turbo-hoi/turbo-loop';
import type { Container, ContainerModule } from 'inversify';
import { type ComposedExperiment, composeExperiment } from '../compose/compose-experiment';
import { createRunContainer } from '../compose/run-container';
import type { Experiment } from '../config/experiment';
import { parseExperiment } from '../config/parse-experiment';
import { findCheckpoint } from '../evaluate/find-checkpoint';
import { configPlugins, type PluginRequest } from '../plugins/plugin-request';

export interface OpenRunOptions {
  /** Beside those that the run's config names. */
  readonly plugins?: readonly PluginRequest[];
  /** Plugins of ours that only one command uses. */
  readonly modules?: readonly ContainerModule[];
  /** Told how the data set opens. */
  readonly context?: DatasetContext;
  /** What is to differ from the config that the run was trained with. */
  readonly change?: (experiment: Experiment) => Experiment;
}

/** A trained run: its config made into parts, its weights still to be loaded. */
export interface OpenedRun {
  /** Of the checkpoint. */
  readonly path: string;
  readonly state: CheckpointState;
  readonly composed: ComposedExperiment;
  /** With every plugin that is loaded. */
  readonly container: Container;
  /** Chooses a tensor backend, and builds the model with the checkpoint's weights on it. */
  loadModel(
    backend: BackendChoice,
    notify: (line: string) => void,
  ): Promise<{ readonly model: TurboModel; readonly backend: ChosenBackend }>;
}

/**
 * Opens a run folder (its newest checkpoint) or a checkpoint folder.
 *
 * @param run absolute
 * @throws TurboHoiError `usage` if there is none, `checkpoint` if it is damaged; as `composeExperiment` does
 */
export async function openRun(run: string, options: OpenRunOptions = {}): Promise<OpenedRun> {
  const { plugins = [], modules, context, change = (experiment) => experiment } = options;
  const { path, runFolder } = await findCheckpoint(run);
  const { state, parameters } = await loadCheckpoint(path);
  const experiment = change(parseExperiment(state.config, path));
  const container = await createRunContainer(
    [...configPlugins(experiment.plugins, runFolder), ...plugins],
    modules,
  );
  const composed = await composeExperiment(container, experiment, { ...context, runFolder });
  return {
    path,
    state,
    composed,
    container,
    loadModel: async (choice, notify) => {
      const backend = await chooseBackend({ backend: choice, setup: 'never', notify });
      const model = composed.buildModel();
      model.parameters.load(parameters);
      return { model, backend };
    },
  };
}
