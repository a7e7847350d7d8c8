import { selectPlugin } from '@turbo-hoi/core';
import { OPTIMIZERS, trainingModule } from '@turbo-hoi/training';
import { Container } from 'inversify';
import * as tf from '@tensorflow/tfjs';
import { withoutKernels } from './without-kernels';

export interface OptimizerCase {
  readonly what: string;
  readonly kernel: string;
  readonly optimizer: { readonly kind: string; readonly [option: string]: unknown };
}

/** Updates in place, against those by small ops, which take the steps of torch.optim. */
export const OPTIMIZER_CASES: readonly OptimizerCase[] = [
  adam({ weightDecay: 0.1, decay: 'weights' }),
  adam({ weightDecay: 0.1, decoupledWeightDecay: false }),
  sgd({ momentum: 0.9, weightDecay: 0.01 }),
  sgd({ momentum: 0.9, weightDecay: 0.01, nesterov: true, decay: 'weights' }),
];

function adam(options: object): OptimizerCase {
  const what = `Adam in place ${JSON.stringify(options)}`;
  return { what, kernel: 'TurboAdam', optimizer: { kind: 'adam', ...options } };
}

function sgd(options: object): OptimizerCase {
  const what = `SGD in place ${JSON.stringify(options)}`;
  return { what, kernel: 'TurboSgd', optimizer: { kind: 'sgd', ...options } };
}

const SHAPES = { 'fc.weight': [300, 200], 'fc.bias': [200], 'other.weight': [3] };
const STEPS = 5;
const TOLERANCE = 1e-6;

export function compareOptimizers({ kernel, optimizer }: OptimizerCase): void {
  const inPlace = trained(optimizer);
  const plain = withoutKernels([kernel], () => trained(optimizer));
  inPlace.numbers.forEach((values, which) =>
    values.forEach((value, i) => {
      const expected = plain.numbers[which][i];
      if (Math.abs(value - expected) <= TOLERANCE * (1 + Math.abs(expected))) return;
      throw new Error(`tensor ${which}[${i}] is ${value}, from small ops ${expected}`);
    }),
  );
  if (inPlace.left !== 0) throw new Error(`${inPlace.left} tensors are left`);
}

/** Parameters and state after some steps, one of which is reverted, and of a copy that was made before the last. */
function trained(options: OptimizerCase['optimizer']) {
  const before = tf.memory().numTensors;
  const container = new Container();
  container.load(trainingModule);
  const optimizer = selectPlugin(container, OPTIMIZERS, options, 'optimizer').create({});
  const entries = Object.entries(SHAPES);
  const initial = entries.map(([, shape], k) => wave(shape, k));
  const parameters = new Map(entries.map(([name], k) => [name, tf.variable(initial[k])]));
  let copies: tf.Tensor[] = [];
  for (let number = 1; number <= STEPS; number++) {
    if (number === STEPS) copies = [...parameters.values()].map((variable) => variable.clone());
    // A parameter that the loss does not use has no gradient.
    const gradients = new Map(
      entries
        .filter(([name]) => name !== 'other.weight' || number !== 2)
        .map(([name, shape], k) => [name, wave(shape, number + k)]),
    );
    const gradientScale = tf.scalar(0.5);
    const update = optimizer.apply(parameters, gradients, {
      number,
      learningRate: 0.01,
      gradientScale,
    });
    if (number === 3) update.revert();
    else update.commit();
    tf.dispose([...gradients.values(), gradientScale]);
  }
  const state = optimizer.state();
  const all = [
    ...parameters.values(),
    ...copies,
    ...[...state].sort().map(([, slot]) => slot),
    ...initial,
  ];
  const numbers = all.map((tensor) => Float32Array.from(tensor.dataSync()));
  tf.dispose(all);
  optimizer.dispose();
  return { numbers, left: tf.memory().numTensors - before };
}

const wave = (shape: number[], phase: number): tf.Tensor =>
  tf.tidy(() =>
    tf.reshape(
      tf.sin(tf.add(tf.range(0, tf.util.sizeFromShape(shape), 1, 'float32'), phase)),
      shape,
    ),
  );
