import { createRng, type Rng } from '@turbo-hoi/core';
import { chooseBackend } from '@turbo-hoi/backends/node';
import { jointFeatures, pairGeometry } from '@turbo-hoi/hoi-module';
import {
  GroupNorm,
  InputNorm,
  LayerNorm,
  ParameterStore,
  readHeatmaps,
  relu,
  roiAlign,
  toRois,
  upsample2x,
} from '@turbo-hoi/nn';
import * as tf from '@tensorflow/tfjs';
import type { Tensor, Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs';
import { type Checks, runChecks } from '../checks';
import { type Case, random } from './case';
import { convolutionCases } from './convolution-cases';
import { lossCases } from './loss-cases';
import { OPTIMIZER_CASES, compareOptimizers } from './optimizers';
import { withoutKernels } from './without-kernels';

/** Error of a value, relative to the largest value of its tensor. */
const TOLERANCE = 1e-5;

/**
 * Every fused op of the native backend and of wasm against the same layer made of small ops, which agrees with PyTorch: values, gradients
 * by all inputs and parameters, and freed tensors.
 */
async function main(checks: Checks): Promise<void> {
  for (const backend of ['tensorflow', 'wasm'] as const) {
    const unavailable = await activate(backend);
    if (unavailable) {
      checks.skip(backend, unavailable);
    } else if (!tf.getKernel('TurboGroupNorm', backend)) {
      checks.fail(backend, `its fused ops are missing; ${REMEDIES[backend]}`);
    } else {
      await checkAll(checks, backend);
    }
  }
}

const REMEDIES = {
  tensorflow: 'run npx nx run backends:setup',
  wasm: 'their module could not be loaded',
};

/** @returns why the backend is not available here */
async function activate(backend: 'tensorflow' | 'wasm'): Promise<string | null> {
  try {
    await chooseBackend({ backend });
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}

async function checkAll(checks: Checks, backend: string): Promise<void> {
  const rng = createRng(7);
  const ofNative = backend === 'tensorflow' ? convolutionCases(rng) : [];
  for (const one of [...cases(rng), ...lossCases(rng), ...ofNative]) {
    await checks.check(`${backend}: ${one.what}`, () => compare(one));
  }
  for (const one of OPTIMIZER_CASES) {
    await checks.check(`${backend}: ${one.what}`, () => compareOptimizers(one));
  }
}

function cases(rng: Rng): Case[] {
  return [
    groupNorm(rng, [3, 5, 7, 24], 4),
    groupNorm(rng, [1, 1, 1, 8], 2),
    groupNorm(rng, [2, 40, 40, 32], 1),
    groupNorm(rng, [3, 24, 28, 48], 8, 'relu'),
    layerNorm(rng, [5, 33]),
    layerNorm(rng, [1, 256]),
    layerNorm(rng, [7, 40], 'relu'),
    inputNorm(rng, [6, 3000], [1, 0, 1, 1, 0, 1], true),
    inputNorm(rng, [6, 30], [0, 0, 0, 1, 0, 0], true),
    inputNorm(rng, [6, 30], [1, 0, 1, 1, 0, 1], false),
    inputNorm(rng, [6, 30], null, true),
    heatmaps(rng, [20, 28, 28, 17], 7),
    heatmaps(rng, [2, 6, 6, 3], 3),
    upsampled(rng, [20, 7, 9, 5]),
    upsampled(rng, [1, 1, 1, 2]),
    {
      what: 'ReLU',
      kernels: ['ReluGrad'],
      inputs: [random(rng, [4, 9])],
      variables: [],
      run: (x) => relu(x),
    },
    joints(rng),
    ...[true, false].flatMap((aligned) => [
      pooled(rng, { side: 7, aligned, samplingRatio: 2 }),
      pooled(rng, { side: 3, aligned, samplingRatio: 3 }),
    ]),
  ];
}

function groupNorm(
  rng: Rng,
  shape: [number, number, number, number],
  groups: number,
  activation?: 'relu',
): Case {
  const parameters = new ParameterStore(rng);
  const layer = new GroupNorm(parameters, { groups, channels: shape[3] });
  return {
    what: `group norm of [${shape}] in ${groups} groups${activation ? ', ReLU' : ''}`,
    kernels: ['TurboGroupNorm', 'TurboGroupNormGrad'],
    inputs: [random(rng, shape)],
    variables: randomised(parameters, rng),
    run: (x) => layer.forward(x as Tensor4D, activation),
  };
}

function layerNorm(rng: Rng, shape: [number, number], activation?: 'relu'): Case {
  const parameters = new ParameterStore(rng);
  const layer = new LayerNorm(parameters, { width: shape[1] });
  return {
    what: `layer norm of [${shape}]${activation ? ', ReLU' : ''}`,
    kernels: ['TurboGroupNorm', 'TurboGroupNormGrad'],
    inputs: [random(rng, shape)],
    variables: randomised(parameters, rng),
    run: (x) => layer.forward(x as Tensor2D, activation),
  };
}

/** With its running statistics as part of the result. */
function inputNorm(
  rng: Rng,
  shape: [number, number],
  valid: readonly number[] | null,
  training: boolean,
): Case {
  const parameters = new ParameterStore(rng);
  const layer = new InputNorm(parameters, { width: shape[1] });
  const statistics = randomised(parameters, rng).map((variable) => ({
    variable,
    value: tf.abs(variable) as Tensor,
  }));
  const rows = valid && tf.tensor1d([...valid]);
  return {
    what: `input norm of [${shape}], valid ${valid ?? 'all'}, ${training ? 'training' : 'evaluation'}`,
    kernels: ['TurboInputNorm', 'TurboInputNormGrad'],
    inputs: [random(rng, shape)],
    variables: [],
    run: (x) => {
      for (const { variable, value } of statistics) variable.assign(value);
      const y = layer.forward(x as Tensor2D, rows, training);
      const after = statistics.map(({ variable }) => tf.reshape(variable, [1, -1]));
      return tf.concat([y, ...after], 0);
    },
  };
}

function heatmaps(rng: Rng, shape: [number, number, number, number], side: number): Case {
  const [rois, , , keypoints] = shape;
  return {
    what: `reading of heatmaps [${shape}] in ${side}×${side} blocks`,
    kernels: ['TurboReadHeatmaps', 'TurboReadHeatmapsGrad'],
    inputs: [tf.mul(random(rng, shape), 3)],
    variables: [],
    run: (logits) => {
      const { points, mass, logTotal } = readHeatmaps(logits as Tensor4D, side);
      return tf.concat(
        [
          points,
          tf.reshape(mass, [rois, side * side, keypoints]),
          tf.reshape(logTotal, [rois, 1, keypoints]),
        ],
        1,
      );
    },
  };
}

function upsampled(rng: Rng, shape: [number, number, number, number]): Case {
  return {
    what: `upsampling of [${shape}]`,
    kernels: ['TurboUpsample2xGrad'],
    inputs: [random(rng, shape)],
    variables: [],
    run: (x) => upsample2x(x as Tensor4D),
  };
}

/** Joints inside, at the edge of, near and far from the objects, and missing ones. */
function joints(rng: Rng): Case {
  const [people, objects, pairs, keypoints] = [5, 7, 600, 3];
  const corners = (count: number) => {
    const low = tf.mul(tf.abs(random(rng, [count, 2])), 20);
    return tf.concat([low, tf.add(low, tf.mul(tf.abs(random(rng, [count, 2])), 30))], 1);
  };
  const rows = (count: number) =>
    tf.tensor1d(Int32Array.from({ length: pairs }, () => rng.int(count))) as Tensor1D;
  const boxes = {
    people: corners(people) as Tensor2D,
    person: rows(people),
    objects: corners(objects) as Tensor2D,
    object: rows(objects),
  };
  return {
    what: 'geometry of pairs and features of joints',
    kernels: ['TurboPairGeometry', 'TurboJointFeatures', 'TurboJointFeaturesGrad'],
    inputs: [random(rng, [pairs, 3 * keypoints])],
    variables: [],
    run: (points) => {
      const { code, frames } = pairGeometry(boxes);
      return tf.concat([code, jointFeatures(points as Tensor2D, frames)], 1);
    },
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
  const plain = withoutKernels(kernels, () => outcome(inputs, variables, run));
  fused.values.forEach((values, i) => expectClose(values, plain.values[i], i));
  if (fused.left !== 0) throw new Error(`${fused.left} tensors are left`);
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

function randomised(parameters: ParameterStore, rng: Rng): tf.Variable[] {
  const variables = [...parameters.entries()].map(([, variable]) => variable as tf.Variable);
  for (const variable of variables) variable.assign(random(rng, variable.shape) as never);
  return variables;
}

void runChecks(main);
