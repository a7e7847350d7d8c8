import { type ParameterValue, TurboHoiError } from '@turbo-hoi/core';
import { applySettings, type Experiment, parseSetting } from '@turbo-hoi/experiment';
import {
  batchSource,
  type ComposedExperiment,
  composeExperiment,
  createRunContainer,
  trainedParameters,
} from '@turbo-hoi/experiment/node';
import {
  type GradientReducer,
  type Optimizer,
  type Parameters,
  readTensors,
  type StepResult,
  toModelBatch,
  trainStep,
} from '@turbo-hoi/training';
import type { ModelBatch, TurboModel } from '@turbo-hoi/turbo-loop';
import * as tf from '@tensorflow/tfjs';

type Values = ReadonlyMap<string, ParameterValue>;

/** What a training of three steps gave. */
export interface ThreeSteps {
  readonly steps: readonly StepResult[];
  /** Of the first step, by parameter. */
  readonly gradients: Values;
  /** After the last step. */
  readonly parameters: Values;
  /** Parameters after one update of the config's own optimizer by gradients that equal them. */
  readonly update: Values;
  /** Tensors that the third step left behind. */
  readonly left: number;
  /** What a further step, on targets that are infinite, was refused with; null: it was taken. */
  readonly refusal: string | null;
  /** Trained parameters that this step changed. */
  readonly changed: readonly string[];
}

/**
 * Eight people: over two, InputNorm divides by differences that are rounding, and gradients differ by a percent between any two backends.
 * SGD: Adam divides each gradient by its size, so that one that is rounding alone moves a parameter as far as any other.
 */
const SETTINGS = [
  'dataset.train=8',
  'dataset.size=64',
  'sampling.images=2',
  'sampling.people=8',
  'sampling.proposals=8',
  'detector={"kind":"annotated"}',
  'frozen=[]',
].map(parseSetting);
const SGD = parseSetting('optimizer={"kind":"sgd","momentum":0.9}');

/** Trains all parameters of a config on a small batch and on the active backend, from the config's seed. */
export async function trainThreeSteps(config: Experiment): Promise<ThreeSteps> {
  const given = applySettings(config, SETTINGS);
  const own = await compose(given);
  const bySgd = await compose(applySettings(given, [SGD]));
  const model = bySgd.buildModel();
  const parameters = trainedParameters(model, []);
  const optimizers = [own.createOptimizer(), bySgd.createOptimizer()];
  try {
    const update = await updated(optimizers[0], parameters);
    return { update, ...(await trained(bySgd, model, parameters, optimizers[1])) };
  } finally {
    for (const part of [...optimizers, model, own, bySgd]) part.dispose();
  }
}

const compose = async (experiment: Experiment) =>
  composeExperiment(await createRunContainer([]), experiment);

async function updated(optimizer: Optimizer, parameters: Parameters): Promise<Values> {
  const gradients = new Map([...parameters].map(([name, value]) => [name, value.clone()]));
  const step = { number: 1, learningRate: 0.003, gradientScale: null };
  const update = optimizer.apply(parameters, gradients, step);
  try {
    return await readTensors(parameters);
  } finally {
    update.revert();
    tf.dispose([...gradients.values()]);
  }
}

async function trained(
  composed: ComposedExperiment,
  model: TurboModel,
  parameters: Parameters,
  optimizer: Optimizer,
): Promise<Omit<ThreeSteps, 'update'>> {
  const { experiment, rng } = composed;
  const batchAt = batchSource(composed, model);
  let gradients: Values | undefined;
  const reduce: GradientReducer['reduce'] = async (own) => {
    gradients ??= await readTensors(own.gradients);
    return own;
  };
  const step = async (number: number, vary = (batch: ModelBatch) => batch) => {
    const [arrays] = await batchAt(number);
    const batch = vary(toModelBatch(arrays));
    try {
      return await trainStep({
        loss: () => model.loss(batch, { training: true, rng: rng.fork('train', number) }),
        reducer: { reduce },
        parameters,
        optimizer,
        number,
        learningRate: experiment.schedule.learningRate,
        clipNorm: experiment.training.clipNorm,
      });
    } finally {
      tf.dispose(batch as unknown as tf.TensorContainer);
    }
  };
  const steps = [await step(1), await step(2)];
  const before = tf.memory().numTensors;
  steps.push(await step(3));
  const left = tf.memory().numTensors - before;
  const after = await readTensors(new Map(model.parameters.entries()));
  const refusal = await step(4, withInfiniteTargets).then(() => null, nonFiniteMessage);
  const changed = differing(await readTensors(parameters), after);
  return { steps, gradients: gradients!, parameters: after, left, refusal, changed };
}

function withInfiniteTargets(batch: ModelBatch): ModelBatch {
  const { offsets } = batch.hoi;
  const infinite = tf.fill(offsets.shape, Infinity) as tf.Tensor2D;
  offsets.dispose();
  return { ...batch, hoi: { ...batch.hoi, offsets: infinite } };
}

function nonFiniteMessage(error: unknown): string {
  if (error instanceof TurboHoiError && error.kind === 'non-finite') return error.message;
  throw error;
}

/** Names of tensors that are not the same bit by bit. */
function differing(a: Values, b: Values): string[] {
  const isSame = (name: string) =>
    a.get(name)!.data.every((value, i) => Object.is(value, b.get(name)!.data[i]));
  return [...a.keys()].filter((name) => !isSame(name));
}
