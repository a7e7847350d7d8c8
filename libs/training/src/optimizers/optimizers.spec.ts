import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expectClose } from '@turbo-hoi/testing';
import * as tf from '@tensorflow/tfjs';
import type { Tensor, Variable } from '@tensorflow/tfjs';
import { Container } from 'inversify';
import { selectPlugin } from '@turbo-hoi/core';
import { trainingModule } from '../training.module';
import { type Optimizer, OPTIMIZERS, type Parameters, type UpdateStep } from './optimizer';

interface GoldenCase {
  readonly kind: string;
  readonly options: Record<string, unknown>;
  /** By step, then by name: the last numbers of each parameter. */
  readonly steps: Record<string, Record<string, number[]>>;
}

const cases: GoldenCase[] = JSON.parse(
  readFileSync(join(__dirname, '__golden__', 'optimizers.json'), 'utf8'),
);

// One parameter that is updated separately and three that are packed.
const SHAPES = { 'conv.weight': [64, 64], 'conv.bias': [3], 'fc.weight': [2, 3], 'fc.bias': [2] };

function create(kind: string, options: Record<string, unknown> = {}): Optimizer {
  const container = new Container();
  container.load(trainingModule);
  return selectPlugin(container, OPTIMIZERS, { kind, ...options }, 'optimizer').create({});
}

function fill(shape: number[], number: (i: number) => number): Tensor {
  const size = tf.util.sizeFromShape(shape);
  return tf.tensor(
    Float32Array.from({ length: size }, (_, i) => number(i)),
    shape,
  );
}

function initialParameters(): Map<string, Variable> {
  return new Map(
    Object.entries(SHAPES).map(([name, shape], k) => {
      const value = fill(shape, (i) => Math.cos(0.37 * i + k));
      return [name, tf.tidy(() => tf.variable(value))];
    }),
  );
}

function gradientsOf(step: number): Map<string, Tensor> {
  return new Map(
    Object.entries(SHAPES).map(([name, shape], k) => [
      name,
      fill(shape, (i) => 0.5 * Math.sin(0.1 * i + step + k)),
    ]),
  );
}

const at = (number: number): UpdateStep => ({
  number,
  learningRate: 0.1 / number,
  gradientScale: null,
});

function numbers(tensors: ReadonlyMap<string, Tensor>): Record<string, number[]> {
  return Object.fromEntries([...tensors].map(([name, tensor]) => [name, [...tensor.dataSync()]]));
}

function update(optimizer: Optimizer, parameters: Parameters, step: number): void {
  const gradients = gradientsOf(step);
  optimizer.apply(parameters, gradients, at(step)).commit();
  tf.dispose([...gradients.values()]);
}

beforeEach(() => tf.engine().startScope());
afterEach(() => {
  tf.engine().endScope();
  tf.disposeVariables();
});

it.each(cases.map(({ kind, options, steps }) => [kind, JSON.stringify(options), steps] as const))(
  '%s %s takes the steps of torch.optim',
  (kind, options, steps) => {
    const parameters = initialParameters();
    const optimizer = create(kind, JSON.parse(options));
    for (let step = 1; step <= 20; step++) {
      update(optimizer, parameters, step);
      for (const [name, expected] of Object.entries(steps[step] ?? {})) {
        const all = parameters.get(name)?.dataSync() ?? [];
        expectClose(all.slice(-expected.length), expected, { relative: 1e-5, absolute: 1e-6 });
      }
    }
    optimizer.dispose();
  },
);

describe.each([
  ['sgd', { momentum: 0.9 }, ['momentum']],
  ['adam', {}, ['gradientSum', 'squareSum']],
] as const)('%s', (kind, options, slots) => {
  it('keys its state by slot and parameter name', () => {
    const optimizer = create(kind, options);
    expect(optimizer.state().size).toBe(0);
    update(optimizer, initialParameters(), 1);
    const state = optimizer.state();
    expect([...state.keys()].sort()).toEqual(
      slots.flatMap((slot) => Object.keys(SHAPES).map((name) => `${slot}.${name}`)).sort(),
    );
    expect(state.get(`${slots[0]}.fc.weight`)?.shape).toEqual([2, 3]);
  });

  it('continues exactly from a saved state, in any order of the parameters', () => {
    const [straight, resumed] = [create(kind, options), create(kind, options)];
    const parameters = initialParameters();
    update(straight, parameters, 1);
    const copies = new Map(
      [...parameters].reverse().map(([name, value]) => [name, tf.variable(value)]),
    );
    const state = straight.state();
    resumed.load(state);
    tf.dispose([...state.values()]);
    expect(numbers(resumed.state())).toEqual(numbers(straight.state()));
    update(straight, parameters, 2);
    update(resumed, copies, 2);
    expect(numbers(copies)).toEqual(numbers(parameters));
    expect(numbers(resumed.state())).toEqual(numbers(straight.state()));
  });

  it('reverts an update to identical values, NaN included', () => {
    const optimizer = create(kind, options);
    const parameters = initialParameters();
    update(optimizer, parameters, 1);
    const before = [numbers(parameters), numbers(optimizer.state())];
    const gradients = gradientsOf(2);
    gradients.set('fc.bias', tf.tensor1d([NaN, Infinity]));
    const undone = optimizer.apply(parameters, gradients, at(2));
    expect(numbers(parameters)).not.toEqual(before[0]);
    undone.revert();
    expect([numbers(parameters), numbers(optimizer.state())]).toEqual(before);
    update(optimizer, parameters, 2);
    expect(numbers(parameters)).not.toEqual(before[0]);
  });

  it('does not leak', () => {
    const parameters = initialParameters();
    const gradients = gradientsOf(1);
    const before = tf.memory().numTensors;
    const optimizer = create(kind, options);
    optimizer.apply(parameters, gradients, at(1)).commit();
    const settled = tf.memory().numTensors;
    optimizer.apply(parameters, gradients, at(2)).commit();
    optimizer.apply(parameters, gradients, at(3)).revert();
    expect(tf.memory().numTensors).toBe(settled);
    const state = optimizer.state();
    optimizer.load(state);
    optimizer.load(state);
    optimizer.apply(parameters, gradients, at(3)).commit();
    tf.dispose([...state.values()]);
    expect(tf.memory().numTensors).toBe(settled);
    optimizer.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  it('treats a missing gradient as 0', () => {
    const [with0, without] = [initialParameters(), initialParameters()];
    const gradients = gradientsOf(1);
    for (const [parameters, absent] of [
      [with0, false],
      [without, true],
    ] as const) {
      for (const name of ['conv.weight', 'fc.bias'] as const) {
        if (absent) gradients.delete(name);
        else gradients.set(name, tf.zeros(SHAPES[name]));
      }
      create(kind, options).apply(parameters, gradients, at(1)).commit();
    }
    expect(numbers(without)).toEqual(numbers(with0));
  });

  it('scales gradients first', () => {
    const [scaled, halved] = [initialParameters(), initialParameters()];
    const gradients = gradientsOf(1);
    const half = new Map([...gradients].map(([name, gradient]) => [name, gradient.mul(0.5)]));
    create(kind, options)
      .apply(scaled, gradients, { ...at(1), gradientScale: tf.scalar(0.5) })
      .commit();
    create(kind, options).apply(halved, half, at(1)).commit();
    expect(numbers(scaled)).toEqual(numbers(halved));
  });

  it('refuses the state of another model', () => {
    const optimizer = create(kind, options);
    update(optimizer, initialParameters(), 1);
    const state = optimizer.state();
    const other = new Map(initialParameters());
    other.delete('fc.bias');
    other.set('fc.weight', tf.variable(tf.zeros([3, 2])));
    other.set('new', tf.variable(tf.zeros([1])));
    const fresh = create(kind, options);
    fresh.load(state);
    expect(() => fresh.apply(other, new Map(), at(1))).toThrow(
      expect.objectContaining({
        kind: 'checkpoint',
        message: expect.stringContaining(`${slots[0]}.new is missing; `),
      }),
    );
  });
});

it.each([
  ['sgd', { momentum: 1 }, 'optimizer.momentum: '],
  ['sgd', { momentum: 0, nesterov: true }, 'optimizer.nesterov: Nesterov momentum needs'],
  ['sgd', { decay: 'biases' }, 'optimizer.decay: '],
  ['adam', { momentum: 0.9 }, 'optimizer: Unrecognized key: "momentum"'],
])('%s refuses %j', (kind, options, message) => {
  expect(() => create(kind, options)).toThrow(
    expect.objectContaining({ kind: 'config', message: expect.stringContaining(message) }),
  );
});
