import { createRng, type DatasetInfo, TurboHoiError } from '@turbo-hoi/core';
import type { ResizeOptions } from '@turbo-hoi/datasets';
import type { DecodeOptions } from '@turbo-hoi/pose-module';
import { modelShape, type ModelInput, type TurboModel, TurboPipeline } from '@turbo-hoi/turbo-loop';
import { decodeSafetensors } from '@turbo-hoi/weights';
import type { Container } from 'inversify';
import type { TripletOptions } from '../triplets/score-triplets';
import { ourContainer } from './our-container';
import { readTrainedState, trainedDataset } from './trained-state';

export interface RestoreModelOptions {
  /** The content of a checkpoint's `state.json`. */
  readonly state: unknown;
  /** The content of its `model.safetensors`. */
  readonly weights: Uint8Array;
  /** What the run was trained on, where an older checkpoint does not say it; to be the same where it does. */
  readonly dataset?: DatasetInfo;
  /** With the plugins that the run's config names; default: those of turbo-hoi. */
  readonly container?: Container;
}

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
 * @throws TurboHoiError `checkpoint` for weights, a state or a data set that do not belong to such a model, `config` for plugins that are not loaded
 */
export function restoreModel(options: RestoreModelOptions): RestoredModel {
  const { weights, container = ourContainer() } = options;
  const { config, dataset } = readTrainedState(options.state);
  const model = new TurboPipeline({
    container,
    dataset: trainedDataset(dataset, options.dataset),
    config: modelPart(config),
    rng: createRng(0),
  }).build();
  try {
    model.parameters.load(valuesOf(weights));
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

function valuesOf(weights: Uint8Array) {
  return new Map(
    [...decodeSafetensors(weights).tensors].map(([name, { dtype, shape, data }]) => {
      if (data instanceof Float32Array) return [name, { shape, data }] as const;
      throw new TurboHoiError('checkpoint', `restoreModel: ${name} is ${dtype}, expected F32.`);
    }),
  );
}
