import { createRng, type DatasetInfo, TurboHoiError } from '@turbo-hoi/core';
import type { ResizeOptions } from '@turbo-hoi/datasets';
import {
  modelModules,
  modelShape,
  type ModelInput,
  type TurboModel,
  TurboPipeline,
} from '@turbo-hoi/turbo-loop';
import { decodeSafetensors } from '@turbo-hoi/weights';
import { Container } from 'inversify';

export interface RestoreModelOptions {
  /** The content of a checkpoint's `state.json`. */
  readonly state: unknown;
  /** The content of its `model.safetensors`. */
  readonly weights: Uint8Array;
  /** What the run was trained on. */
  readonly dataset: DatasetInfo;
  /** With the plugins that the run's config names; default: those of turbo-hoi. */
  readonly container?: Container;
}

/** As `createPredictor` takes them. */
export interface RestoredModel {
  readonly model: TurboModel;
  readonly input: ResizeOptions | null;
}

/**
 * Builds the trained model of a checkpoint from the content of its files, wherever they come from.
 *
 * @throws TurboHoiError `checkpoint` for weights or a state that do not belong to such a model, `config` for plugins that are not loaded
 */
export function restoreModel(options: RestoreModelOptions): RestoredModel {
  const { state, weights, dataset, container = ourContainer() } = options;
  const { config } = (state ?? {}) as { readonly config?: Readonly<Record<string, unknown>> };
  if (typeof config !== 'object' || config === null) {
    throw new TurboHoiError(
      'checkpoint',
      `restoreModel: the state has no config; expected the content of a checkpoint's state.json.`,
    );
  }
  const model = new TurboPipeline({
    container,
    dataset,
    config: modelPart(config),
    rng: createRng(0),
  }).build();
  try {
    model.parameters.load(valuesOf(weights));
  } catch (error) {
    model.dispose();
    throw error;
  }
  return { model, input: (config.input as ResizeOptions | undefined) ?? null };
}

function ourContainer(): Container {
  const container = new Container();
  container.load(...modelModules);
  return container;
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
