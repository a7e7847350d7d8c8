import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs';
import { registerTrainingKernels } from '../register-training-kernels';
import type { FusedHeap } from './fused-heap';
import { loadFusedModule } from './fused-module';

beforeAll(async () => {
  await tf.setBackend('wasm');
  registerTrainingKernels('wasm', { fused: false });
});

type Inputs = Record<string, tf.Tensor> | tf.Tensor[];

const run = (name: string, inputs: Inputs, attributes: Record<string, number> = {}): tf.Tensor[] =>
  tf.engine().runKernel(name, inputs as never, attributes) as unknown as tf.Tensor[];

test('they can be left out, and need the backend to be active', async () => {
  expect(tf.getKernel('TurboGroupNorm', 'wasm')).toBeUndefined();
  await tf.setBackend('cpu');
  registerTrainingKernels('wasm');
  expect(tf.getKernel('TurboGroupNorm', 'wasm')).toBeUndefined();
  await tf.setBackend('wasm');
  registerTrainingKernels('wasm');
  expect(tf.getKernel('TurboGroupNorm', 'wasm')).toBeDefined();
});

const values = (size: number, phase: number) =>
  Array.from({ length: size }, (_, i) => Math.sin(i + phase));

describe('updates in place', () => {
  const variable = (shape: number[], phase: number) =>
    tf.variable(tf.tensor(values(tf.util.sizeFromShape(shape), phase), shape));

  /** p -= g, in place. */
  const descend = (parameters: tf.Tensor[], gradients: tf.Tensor[]) =>
    tf.tidy(() => {
      const buffers = parameters.map((p) => tf.zeros(p.shape));
      const numbers = tf.tensor1d([1, 0, 0, 0]);
      run('TurboSgd', [...gradients, ...parameters, ...buffers, tf.scalar(1), numbers]);
    });

  // XNNPACK keeps a copy of the weights with each operator, which tfjs keeps by the ids of weights and bias.
  test.each<[string, number[], (x: tf.Tensor4D, w: tf.Tensor, b: tf.Tensor1D) => tf.Tensor]>([
    ['a convolution', [3, 3, 4, 5], (x, w) => tf.conv2d(x, w as tf.Tensor4D, 1, 'same')],
    [
      'a convolution with a bias',
      [3, 3, 4, 5],
      (x, w, bias) =>
        tf.fused.conv2d({ x, filter: w as tf.Tensor4D, strides: 1, pad: 'same', bias }),
    ],
    [
      'a depthwise convolution',
      [3, 3, 4, 1],
      (x, w) => tf.depthwiseConv2d(x, w as tf.Tensor4D, 1, 'same'),
    ],
    ['a matrix product', [4, 5], (x, w) => tf.matMul(tf.reshape(x, [-1, 4]), w)],
    [
      'a matrix product with a bias',
      [4, 5],
      (x, b, bias) => tf.fused.matMul({ a: tf.reshape(x, [-1, 4]) as tf.Tensor2D, b, bias }),
    ],
  ])('%s reads the weights of the moment', (_, shape, op) => {
    const x = tf.tensor4d(values(2 * 6 * 6 * 4, 3), [2, 6, 6, 4]);
    const [w, bias] = [variable(shape, 0), variable([5], 1)];
    for (let step = 0; step < 3; step++) {
      const actual = tf.tidy(() => op(x, w, bias as never).dataSync());
      // A copy has an id of its own.
      const expected = tf.tidy(() => op(x, tf.mul(w, 1), tf.mul(bias, 1)).dataSync());
      expect(actual).toEqual(expected);
      const gradients = [variable(shape, step), variable([5], step)];
      descend(step === 1 ? [bias] : [w, bias], step === 1 ? [gradients[1]] : gradients);
      tf.dispose(gradients);
    }
    tf.dispose([x, w, bias]);
  });

  test('they write only what they are given', () => {
    const parameter = variable([3], 0);
    const gradient = tf.ones([3]);
    const before = tf.memory().numTensors;
    descend([parameter], [gradient]);
    expect(tf.memory().numTensors).toBe(before);
    expect([...gradient.dataSync()]).toEqual([1, 1, 1]);
    const expected = values(3, 0).map((value) => expect.closeTo(value - 1, 6));
    expect([...parameter.dataSync()]).toEqual(expected);
  });

  test('lists of different lengths are refused', () => {
    const three = [0, 1, 2].map(() => tf.ones([2]));
    expect(() => run('TurboSgd', [...three, tf.ones([2]), tf.scalar(1), tf.ones([4])])).toThrow(
      'TurboSgd: lists of different lengths',
    );
    expect(() =>
      run('TurboSgd', [...three.slice(1), tf.ones([3]), tf.scalar(1), tf.ones([4])]),
    ).toThrow('TurboSgd: tensors of different sizes');
  });
});

test.each([1, 2, 3])(
  'the gradient of a convolution with stride %i by its input',
  async (stride) => {
    const gradient = () =>
      tf.tidy(() => {
        const filter = tf.tensor4d(values(5 * 3 * 20 * 33, 0), [5, 3, 20, 33]);
        const x = tf.zeros<tf.Rank.R4>([2, 13, 12, 20]);
        return tf
          .grad((x) => tf.sin(tf.conv2d(x as tf.Tensor4D, filter, stride, 'same')))(x)
          .dataSync();
      });
    const actual = gradient();
    await tf.setBackend('cpu');
    const expected = gradient();
    await tf.setBackend('wasm');
    actual.forEach((value, i) => expect(value).toBeCloseTo(expected[i], 3));
  },
);

describe('there is no module', () => {
  const heap = () => tf.backend() as unknown as FusedHeap;
  const api = (globalThis as unknown as { WebAssembly: WebAssemblyFunctions }).WebAssembly;
  interface WebAssemblyFunctions {
    validate(bytes: Uint8Array): boolean;
    Module(bytes: Uint8Array): object;
  }
  afterEach(() => jest.restoreAllMocks());

  test('on a backend that does not show its memory', () => {
    expect(loadFusedModule(heap())).not.toBeNull();
    const wasm = { ...heap().wasm, asm: {} };
    expect(loadFusedModule({ wasm } as FusedHeap)).toBeNull();
  });

  test('without SIMD', () => {
    jest.spyOn(api, 'validate').mockReturnValue(false);
    expect(loadFusedModule(heap())).toBeNull();
  });

  test('where compilation must not block', () => {
    jest.spyOn(api, 'Module').mockImplementation(() => {
      throw new RangeError('buffer size is larger than 4KB');
    });
    expect(loadFusedModule(heap())).toBeNull();
  });
});

test('the norm of gradients of any size', () => {
  const large = tf.fill([100_000], 0.5);
  const [norm] = run('TurboGlobalNorm', [large, tf.zeros([0]), tf.scalar(3)]);
  expect(norm.dataSync()[0]).toBeCloseTo(Math.sqrt(25_000 + 9), 3);
});

test('what does not fit is refused, since the module would read beyond it', () => {
  const map = tf.ones([2, 4, 4, 3]);
  const boxes = tf.tensor2d([[0, 0, 4, 4]]);
  const sampling = { side: 2, ratio: 1, aligned: 1, scale: 1 };
  const align = (image: tf.Tensor) => () => run('TurboRoiAlign', { map, boxes, image }, sampling);
  expect(align(tf.tensor1d([1], 'int32'))).not.toThrow();
  for (const rows of [[2], [-1], [0, 1]]) {
    expect(align(tf.tensor1d(rows, 'int32'))).toThrow('TurboRoiAlign: expected a map');
  }
  expect(align(tf.tensor1d([0]))).toThrow('TurboRoiAlign: image is float32, expected int32');
  const weight = tf.ones([3]);
  const norm = (bias: tf.Tensor) => () =>
    run('TurboGroupNorm', { x: map, weight, bias }, { groups: 1, relu: 0, epsilon: 1 });
  expect(norm(tf.ones([2]))).toThrow('TurboGroupNorm: weight or bias do not fit');
});

test('no regions give no numbers', () => {
  const inputs = {
    map: tf.ones([1, 4, 4, 3]),
    boxes: tf.zeros([0, 4]),
    image: tf.zeros([0], 'int32'),
  };
  const [y] = run('TurboRoiAlign', inputs, { side: 2, ratio: 1, aligned: 1, scale: 1 });
  expect(y.shape).toEqual([0, 2, 2, 3]);
  const [rows] = run('TurboReadHeatmaps', { logits: tf.zeros([0, 4, 4, 17]) }, { side: 2 });
  expect(rows.shape).toEqual([0, 8, 17]);
});

test('NaN stays NaN', () => {
  const x = tf.tensor2d([
    [1, NaN, 3, 4],
    [1, 2, 3, 4],
  ]);
  const inputs = { x, weight: tf.ones([4]), bias: tf.zeros([4]) };
  const [y] = run('TurboGroupNorm', inputs, { groups: 1, relu: 1, epsilon: 1e-5 });
  const isNaNs = [...y.dataSync()].map(Number.isNaN);
  expect(isNaNs).toEqual([true, true, true, true, false, false, false, false]);
});

test('their memory is freed, also when the heap grows during a call', () => {
  const { wasm } = tf.backend() as unknown as FusedHeap;
  const bytes = () => wasm.asm?.memory?.buffer.byteLength ?? 0;
  const shape = [256, 4096];
  const inputs = {
    ...{ dy: tf.ones(shape), x: tf.ones(shape), weight: tf.ones([4096]), bias: tf.ones([4096]) },
    ...{ mean: tf.zeros([256, 1]), inverse: tf.ones([256, 1]) },
  };
  const sums = () =>
    tf.tidy(() => {
      const [, , dBias] = run('TurboGroupNormGrad', inputs, { groups: 1, relu: 0 });
      return [...new Set(dBias.dataSync())];
    });
  expect(sums()).toEqual([256]);
  const before = bytes();
  for (let i = 0; i < 50; i++) sums();
  expect(bytes()).toBe(before);
});

test('they work on a backend that replaces the one that they were registered with', async () => {
  const factory = tf.findBackendFactory('wasm') as () => Promise<tf.KernelBackend>;
  tf.removeBackend('wasm');
  tf.registerBackend('wasm', factory);
  await tf.setBackend('wasm');
  const [dx] = run('ReluGrad', { dy: tf.tensor1d([1, 2, 3]), y: tf.tensor1d([1, 0, NaN]) });
  expect([...dx.dataSync()]).toEqual([1, 0, 0]);
});
