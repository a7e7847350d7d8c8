import * as tf from '@tensorflow/tfjs';
import {
  type AnyPlugin,
  createRng,
  type Dataset,
  type Detections,
  pluginModule,
  pluginName,
  selectPlugin,
  TurboHoiError,
} from '@turbo-hoi/core';
import { buildBatch, type TrainingBatch } from '@turbo-hoi/datasets';
import {
  learningRateSchedule,
  OPTIMIZERS,
  scheduleSchema,
  toModelBatch,
  train,
  trainingModule,
} from '@turbo-hoi/training';
import {
  modelModules,
  type ModelInput,
  type TurboModel,
  TurboPipeline,
} from '@turbo-hoi/turbo-loop';
import { Container } from 'inversify';

const block = { convs: 1, channels: 4, deconvChannels: 2, groups: 1 };

/** A model of one stage that trains in milliseconds. */
export const smallModel: ModelInput = {
  stem: { kind: 'small', widths: [2, 2, 2], blocks: [1, 1], channels: 4, groups: 1 },
  roi: { side: 2, context: null },
  initialPose: block,
  stages: [{ hoi: { kind: 'explicit', width: 4 }, pose: { kind: 'hoi-guided', ...block } }],
  objectBranch: null,
};

/** A container with the parts of a model, the optimizers and a plugin. */
export function smallContainer(plugin: AnyPlugin): Container {
  const container = new Container();
  container.load(...modelModules, trainingModule, pluginModule(plugin));
  return container;
}

export function buildSmall(container: Container, config: ModelInput, data: Dataset): TurboModel {
  return new TurboPipeline({ container, config, dataset: data.info, rng: createRng(0) }).build();
}

/** Three steps: the first may create an optimizer's state, the others must leave as many tensors as they found. */
const STEPS = 3;

/**
 * Trains a small model with a plugin in it.
 *
 * @param optimizer chosen from the container; default: Adam
 * @throws TurboHoiError `plugin` if nothing changes or tensors stay behind; `non-finite`, `shape`
 */
export async function trainsBriefly(
  plugin: AnyPlugin,
  config: ModelInput,
  data: Dataset,
  optimizer: { readonly kind: string } = { kind: 'adam' },
): Promise<void> {
  const container = smallContainer(plugin);
  const model = buildSmall(container, config, data);
  const own = selectPlugin(container, OPTIMIZERS, optimizer, 'optimizer').create({});
  try {
    const before = weightsOf(model);
    const tensors = await tensorsAfterSteps(model, own, data);
    const [, second, third] = tensors;
    if (third > second)
      throw failure(plugin, `a step left ${third - second} tensors behind; expected none`);
    const after = weightsOf(model);
    if (after.every((values, i) => values.every((value, j) => value === before[i][j])))
      throw failure(plugin, 'no parameter changed in training; expected gradients to reach them');
  } finally {
    own.dispose();
    model.dispose();
  }
}

type Optimizer = Parameters<typeof train>[0]['optimizer'];

async function tensorsAfterSteps(model: TurboModel, optimizer: Optimizer, data: Dataset) {
  const sizes = { people: 2, proposals: 4, heatmapSide: model.heatmapSide, ...model.padding };
  const tensors: number[] = [];
  await train<TrainingBatch>({
    loss: (batch, context) => model.loss(toModelBatch(batch), context),
    parameters: model.parameters.trainable(),
    optimizer,
    learningRateAt: learningRateSchedule(scheduleSchema.parse({ learningRate: 0.01 }), STEPS),
    batchAt: async (step) => {
      const sample = await data.split('train').sample((step - 1) % data.split('train').size);
      const proposals = detectionsOf(sample.people.map(({ box }) => box));
      return buildBatch([sample], [proposals], data.info, sizes, createRng(step));
    },
    rng: createRng(0),
    steps: STEPS,
    onStep: () => void tensors.push(tf.memory().numTensors),
  });
  return tensors;
}

const weightsOf = (model: TurboModel) =>
  [...model.parameters.trainable().values()].map((weight) => weight.dataSync().slice());

/** People at these boxes, found with certainty. */
export const detectionsOf = (boxes: readonly (readonly number[])[]): Detections => ({
  boxes: Float32Array.from(boxes.flat()),
  scores: new Float32Array(boxes.length).fill(0.9),
  classes: new Int32Array(boxes.length),
});

/** @throws TurboHoiError `plugin` */
export function expectThat(
  plugin: AnyPlugin,
  { what, got, expected }: { what: string; got: number; expected: number },
): void {
  if (got !== expected) throw failure(plugin, `${what}: got ${got}; expected ${expected}`);
}

const failure = (plugin: AnyPlugin, reason: string) =>
  new TurboHoiError('plugin', `${pluginName(plugin)}: ${reason}.`);
