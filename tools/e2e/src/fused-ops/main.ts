import { createRng, type Rng } from '@turbo-hoi/core';
import { chooseBackend } from '@turbo-hoi/backends/node';
import { GroupNorm, LayerNorm, ParameterStore, roiAlign, toRois } from '@turbo-hoi/nn';
import * as tf from '@tensorflow/tfjs';
import type { Tensor, Tensor2D, Tensor4D } from '@tensorflow/tfjs';
import { type Checks, runChecks } from '../checks';

/** Inputs of an op, the variables that it reads, and the op. */
interface Case {
  readonly what: string;
  readonly kernels: readonly string[];
  readonly inputs: readonly Tensor[];
  readonly variables: readonly tf.Variable[];
  run(...inputs: Tensor[]): Tensor;
}

/** Error of a value, relative to the largest value of its tensor. */
const TOLERANCE = 1e-5;

/**
 * Every fused op of the native backend against the same layer made of small ops, which agrees with PyTorch: values, gradients by all inputs
 * and parameters, and freed tensors.
 */
async function main(checks: Checks): Promise<void> {
  const { name } = await chooseBackend({ backend: 'auto' });
  if (name !== 'tensorflow')
    return checks.skip('fused ops', `the native backend is not available, ${name} is`);
  if (!tf.getKernel('TurboGroupNorm', name)) {
    return checks.fail('fused ops', 'they were not compiled; run npx nx run backends:setup');
  }
  for (const one of cases(createRng(7))) {
    await checks.check(one.what, () => compare(one));
  }
}

function cases(rng: Rng): Case[] {
  return [
    groupNorm(rng, [3, 5, 7, 24], 4),
    groupNorm(rng, [1, 1, 1, 8], 2),
    groupNorm(rng, [2, 40, 40, 32], 1),
    layerNorm(rng, [5, 33]),
    layerNorm(rng, [1, 256]),
    ...[true, false].flatMap((aligned) => [
      pooled(rng, { side: 7, aligned, samplingRatio: 2 }),
      pooled(rng, { side: 3, aligned, samplingRatio: 3 }),
    ]),
  ];
}

function groupNorm(rng: Rng, shape: [number, number, number, number], groups: number): Case {
  const parameters = new ParameterStore(rng);
  const layer = new GroupNorm(parameters, { groups, channels: shape[3] });
  return {
    what: `group norm of [${shape}] in ${groups} groups`,
    kernels: ['TurboGroupNorm', 'TurboGroupNormGrad'],
    inputs: [random(rng, shape)],
    variables: randomised(parameters, rng),
    run: (x) => layer.forward(x as Tensor4D),
  };
}

function layerNorm(rng: Rng, shape: [number, number]): Case {
  const parameters = new ParameterStore(rng);
  const layer = new LayerNorm(parameters, { width: shape[1] });
  return {
    what: `layer norm of [${shape}]`,
    kernels: ['TurboGroupNorm', 'TurboGroupNormGrad'],
    inputs: [random(rng, shape)],
    variables: randomised(parameters, rng),
    run: (x) => layer.forward(x as Tensor2D),
  };
}

function pooled(
  rng: Rng,
  options: { readonly side: number; readonly aligned: boolean; readonly samplingRatio: number },
): Case {
  // Inside, across every edge, outside, without extent, and on the border.
  const boxes = [
    8, 8, 60, 90, -30, 20, 30, 70, 50, -20, 140, 130, 200, 200, 260, 240, 33, 21, 33, 21, 0, 0, 112,
    96,
  ];
  const rois = toRois(Float32Array.from(boxes), Int32Array.of(0, 0, 1, 1, 2, 2), 3);
  return {
    what: `RoIAlign, side ${options.side}, ${options.samplingRatio} samples a side${options.aligned ? ', aligned' : ''}`,
    kernels: ['TurboRoiAlign', 'TurboRoiAlignGrad'],
    inputs: [random(rng, [3, 24, 28, 5])],
    variables: [],
    run: (map) => roiAlign(map as Tensor4D, rois, { ...options, spatialScale: 0.25 }),
  };
}

function compare({ kernels, inputs, variables, run }: Case): void {
  const fused = outcome(inputs, variables, run);
  const removed = kernels.map((kernelName) => {
    const kernel = tf.getKernel(kernelName, 'tensorflow');
    tf.unregisterKernel(kernelName, 'tensorflow');
    return kernel;
  });
  try {
    const plain = outcome(inputs, variables, run);
    fused.values.forEach((values, i) => expectClose(values, plain.values[i], i));
    if (fused.left !== 0) throw new Error(`${fused.left} tensors are left`);
  } finally {
    removed.forEach((kernel) => tf.registerKernel(kernel));
  }
}

/** The result of an op, then its gradients by inputs and variables along a fixed direction, and the number of tensors left. */
function outcome(inputs: readonly Tensor[], variables: readonly tf.Variable[], run: Case['run']) {
  const before = tf.memory().numTensors;
  const values = tf.tidy(() => {
    const along = (y: Tensor) =>
      tf.sum(tf.mul(y, tf.reshape(tf.cos(tf.range(0, y.size, 1, 'float32')), y.shape)));
    const y = run(...inputs);
    const byInputs = tf.grads((...xs: Tensor[]) => along(run(...xs)))([...inputs]);
    const byVariables =
      variables.length > 0
        ? tf.variableGrads(() => along(run(...inputs)) as tf.Scalar, [...variables]).grads
        : {};
    return [y, ...byInputs, ...Object.values(byVariables)].map((x) =>
      Float32Array.from(x.dataSync()),
    );
  }) as unknown as Float32Array[];
  return { values, left: tf.memory().numTensors - before };
}

function expectClose(actual: Float32Array, expected: Float32Array, which: number): void {
  const largest = expected.reduce((most, x) => Math.max(most, Math.abs(x)), 1e-3);
  expected.forEach((x, i) => {
    const error = Math.abs(actual[i] - x) / largest;
    if (error <= TOLERANCE) return;
    const part = which === 0 ? 'value' : `gradient ${which}`;
    throw new Error(`${part}[${i}] is ${actual[i]}, from small ops ${x}`);
  });
}

const random = (rng: Rng, shape: number[]): Tensor =>
  tf.tensor(
    Float32Array.from({ length: shape.reduce((a, b) => a * b) }, () => rng.uniform(-2, 3)),
    shape,
  );

function randomised(parameters: ParameterStore, rng: Rng): tf.Variable[] {
  const variables = [...parameters.entries()].map(([, variable]) => variable as tf.Variable);
  for (const variable of variables) variable.assign(random(rng, variable.shape) as never);
  return variables;
}

void runChecks(main);
