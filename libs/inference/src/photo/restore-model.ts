import {
  type CheckpointFiles,
  decodeCheckpoint,
  type TrainedParameters,
} from '@turbo-hoi/checkpoints';
import { createRng, type DatasetInfo, type ParameterValue } from '@turbo-hoi/core';
import type { ResizeOptions } from '@turbo-hoi/datasets';
import type { PoseDecoding } from '@turbo-hoi/pose-module';
import { modelShape, type ModelInput, type TurboModel, TurboPipeline } from '@turbo-hoi/turbo-loop';
import type { Container } from 'inversify';
import type { TripletOptions } from '../triplets/score-triplets';
import { modelContainer } from './model-container';
import { trainedDataset } from './trained-dataset';

export interface BuildOptions {
  /** The data set of the run, for older checkpoints that do not contain it; has to equal the one of the checkpoint if there is one. */
  readonly dataset?: DatasetInfo;
  /** Contains the plugins that the run's config names; default: those of turbo-hoi. */
  readonly container?: Container;
}

export interface RestoreModelOptions extends BuildOptions, CheckpointFiles {}

/** A trained model with its options for `createPredictor`. */
export interface RestoredModel {
  readonly model: TurboModel;
  readonly input: ResizeOptions | null;
  readonly targetChoice?: TripletOptions;
  readonly decoding?: PoseDecoding;
}

/**
 * Builds the trained model of a checkpoint from the content of its files.
 *
 * @throws TurboHoiError `checkpoint` for damaged files, those of another format version, and weights or a data set that do not belong to such a model, `config` for plugins that are not loaded
 */
export function restoreModel({ state, weights, ...options }: RestoreModelOptions): RestoredModel {
  return buildTrained(decodeCheckpoint({ state, weights }, 'given to restoreModel'), options);
}

/** A model's config, data set and parameters, of a checkpoint or any other file. */
export interface TrainedModel {
  readonly state: Pick<TrainedParameters['state'], 'config' | 'dataset'>;
  readonly parameters: ReadonlyMap<string, ParameterValue>;
}

/**
 * Builds the trained model of a decoded file.
 *
 * @throws TurboHoiError `checkpoint` for weights or a data set that do not belong to such a model, `config` for plugins that are not loaded
 */
export function buildTrained(
  { state, parameters }: TrainedModel,
  { dataset, container = modelContainer() }: BuildOptions,
): RestoredModel {
  const { config } = state;
  const model = new TurboPipeline({
    container,
    dataset: trainedDataset(state.dataset, dataset),
    config: modelPart(config),
    rng: createRng(0),
  }).build();
  try {
    model.parameters.load(parameters);
  } catch (error) {
    model.dispose();
    throw error;
  }
  return {
    model,
    input: (config.input as ResizeOptions | undefined) ?? null,
    targetChoice: config.targetChoice as TripletOptions | undefined,
    decoding: config.decoding as PoseDecoding | undefined,
  };
}

/** The model's fields of an experiment's config. */
function modelPart(config: Readonly<Record<string, unknown>>): ModelInput {
  const fields = Object.keys(modelShape).filter((field) => config[field] !== undefined);
  return Object.fromEntries(fields.map((field) => [field, config[field]])) as ModelInput;
}
