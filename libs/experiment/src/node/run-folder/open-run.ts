import type { BackendChoice, ChosenBackend } from '@turbo-hoi/backends';
import { chooseBackend } from '@turbo-hoi/backends/node';
import type { CheckpointState } from '@turbo-hoi/checkpoints';
import { findCheckpoint, loadParameters } from '@turbo-hoi/checkpoints/node';
import {
  type DatasetContext,
  type DatasetInfo,
  DATASETS,
  type ParameterValue,
  selectPlugin,
  TurboHoiError,
} from '@turbo-hoi/core';
import { withoutImages } from '@turbo-hoi/datasets';
import type { TurboModel } from '@turbo-hoi/turbo-loop';
import type { Container, ContainerModule } from 'inversify';
import { type ComposedExperiment, composeExperiment } from '../compose/compose-experiment';
import { createRunContainer } from '../compose/run-container';
import type { Experiment } from '../../config/experiment';
import { parseStored } from '../../config/parse-stored';
import { configPlugins, type PluginRequest } from '../plugins/plugin-request';
import { checkSameData } from './check-same-data';

export interface OpenRunOptions {
  /** Outside modules besides those that the run's config names. */
  readonly plugins?: readonly PluginRequest[];
  /** Plugins of one command only. */
  readonly modules?: readonly ContainerModule[];
  /** Receives progress and warnings while the data set opens. */
  readonly context?: DatasetContext;
  /** Opens the data set; otherwise its description in the checkpoint is used, and it need not exist. */
  readonly images?: boolean;
  /** Changes the config that the run was trained with; the container holds its plugins. */
  readonly change?: (experiment: Experiment, container: Container) => Experiment;
}

/** A trained run: the parts of its config, with its weights not loaded yet. */
export interface OpenedRun {
  /** Path of the checkpoint. */
  readonly path: string;
  /** The folder of its run; the checkpoint's own where that is not in one. */
  readonly runFolder: string;
  readonly state: CheckpointState;
  /** Disposed of by the caller. */
  readonly composed: ComposedExperiment;
  /** Holds every loaded plugin. */
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
 * @throws TurboHoiError `usage` if there is none, `checkpoint` if it is damaged or of another data set; as `composeExperiment` does
 */
export async function openRun(run: string, options: OpenRunOptions = {}): Promise<OpenedRun> {
  const { plugins = [], modules, context, images, change = (experiment) => experiment } = options;
  const { path, runFolder } = await findCheckpoint(run);
  const { state, parameters } = await loadParameters(path);
  const trained = parseStored(state.config, path);
  const container = await createRunContainer(
    [...configPlugins(trained.plugins, runFolder), ...plugins],
    modules,
  );
  const experiment = change(trained, container);
  const known = images
    ? undefined
    : withoutImages(state.dataset ?? (await infoOfData(path, container, experiment, context)));
  const composed = await composeExperiment(container, experiment, { ...context, runFolder }, known);
  try {
    checkSameData(path, state, composed.dataset.info);
  } catch (error) {
    composed.dispose();
    throw error;
  }
  return {
    path,
    runFolder,
    state,
    composed,
    container,
    loadModel: (choice, notify) => loadTrainedModel(composed, parameters, choice, notify),
  };
}

/**
 * Chooses a tensor backend, without setting one up, and builds the model with trained weights on it.
 *
 * @throws TurboHoiError `checkpoint` for weights of another model
 */
export async function loadTrainedModel(
  composed: Pick<ComposedExperiment, 'buildModel'>,
  parameters: ReadonlyMap<string, ParameterValue>,
  choice: BackendChoice,
  notify: (line: string) => void,
): Promise<{ readonly model: TurboModel; readonly backend: ChosenBackend }> {
  const backend = await chooseBackend({ backend: choice, setup: 'never', notify });
  const model = composed.buildModel();
  try {
    model.parameters.load(parameters);
  } catch (error) {
    model.dispose();
    throw error;
  }
  return { model, backend };
}

/** The message for an older checkpoint without a record of its data set. */
async function infoOfData(
  path: string,
  container: Container,
  { dataset }: Experiment,
  context: DatasetContext = {},
): Promise<DatasetInfo> {
  try {
    return (await selectPlugin(container, DATASETS, dataset, 'dataset').create(context)).info;
  } catch (error) {
    if (!(error instanceof TurboHoiError)) throw error;
    const age = `${path} has no record of its data set, as newer ones do: the data set has to be where it was.`;
    throw new TurboHoiError(error.kind, `${error.message}\n${age}`, { cause: error });
  }
}
