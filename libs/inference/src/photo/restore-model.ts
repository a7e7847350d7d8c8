import {
  type CheckpointFiles,
  decodeCheckpoint,
  type TrainedParameters,
} from '@turbo-hoi/checkpoints';
import { createRng, type DatasetInfo } from '@turbo-hoi/core';
import type { ResizeOptions } from '@turbo-hoi/datasets';
import type { DecodeOptions } from '@turbo-hoi/pose-module';
import { modelShape, type ModelInput, type TurboModel, TurboPipeline } from '@turbo-hoi/turbo-loop';
import type { Container } from 'inversify';
import type { TripletOptions } from '../triplets/score-triplets';
import { ourContainer } from './our-container';
import { trainedDataset } from './trained-dataset';

export interface BuildOptions {
  /** What the run was trained on, where an older checkpoint does not say it; to be the same where it does. */
  readonly dataset?: DatasetInfo;
  /** With the plugins that the run's config names; default: those of turbo-hoi. */
  readonly container?: Container;
}

export interface RestoreModelOptions extends BuildOptions, CheckpointFiles {}

/** As `createPredictor` takes them. */
export interface RestoredModel {
  readonly model: TurboModel;
  readonly input: ResizeOptions | null;
  readonly targetChoice?: TripletOptions;
  readonly decoding?: DecodeOptions;
}

/**
 * Builds the trained model of a checkpoint from the content of its files, wherever they come from.
 *
 * @throws TurboHoiError `checkpoint` for damaged files, those of another format version, and weights or a data set that do not belong to such a model, `config` for plugins that are not loaded
 */
export function restoreModel({ state, weights, ...options }: RestoreModelOptions): RestoredModel {
  return buildTrained(decodeCheckpoint({ state, weights }, 'given to restoreModel'), options);
}

/** The same of a checkpoint that was read already. */
export function buildTrained(
  { state, parameters }: TrainedParameters,
  { dataset, container = ourContainer() }: BuildOptions,
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
    decoding: config.decoding as DecodeOptions | undefined,
  };
}

/** An experiment has more fields than a model. */
function modelPart(config: Readonly<Record<string, unknown>>): ModelInput {
  const fields = Object.keys(modelShape).filter((field) => config[field] !== undefined);
  return Object.fromEntries(fields.map((field) => [field, config[field]])) as ModelInput;
}
