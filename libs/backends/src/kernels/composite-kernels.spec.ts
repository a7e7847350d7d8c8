import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs';
import { SPARSE_PRODUCT } from '@turbo-hoi/core';
import { tinyTrainingStep, probeTrainingStep } from '../probe/training-step';
import type { Shape4 } from './conv-geometry';
import { registerTrainingKernels } from './register-training-kernels';

type Result = tf.Tensor | tf.Tensor[];

beforeAll(async () => {
  await tf.setBackend('wasm');
  registerTrainingKernels('wasm', { fused: false });
});

/** Compares results on `cpu` and on `wasm` with the composite kernels, and checks for leaked tensors. */
async function expectSame(work: () => Result): Promise<void> {
  await tf.setBackend('cpu');
  const expected = read(work);
  await tf.setBackend('wasm');
  const before = tf.memory();
  const got = read(work);
  expect(tf.memory().numTensors).toBe(before.numTensors);
  expect(tf.memory().numDataBuffers).toBe(before.numDataBuffers);
  expect(got.map(({ shape }) => shape)).toEqual(expected.map(({ shape }) => shape));
  got.forEach(({ values }, i) => {
    const error = values.map((value, j) => Math.abs(value - expected[i].values[j]));
    expect(Math.max(0, ...error)).toBeLessThan(
      1e-4 * Math.max(1, ...expected[i].values.map(Math.abs)),
    );
  });
}

function read(work: () => Result) {
  const results = tf.tidy(work);
  const list = Array.isArray(results) ? results : [results];
  const numbers = list.map((t) => ({ shape: t.shape, values: Array.from(t.dataSync()) }));
  tf.dispose(list);
  return numbers;
}

/** Seeded, so that both backends get the same numbers. */
const random = (shape: number[], seed: number) => tf.randomUniform(shape, -1, 1, 'float32', seed);

const conv = (stride: number, pad: 'same' | 'valid' | number) => {
  return (x: tf.Tensor, w: tf.Tensor) => tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, stride, pad);
};

/** Gradients of an op by x and w for a random incoming gradient. */
function gradients(
  op: (x: tf.Tensor, w: tf.Tensor) => tf.Tensor,
  x: number[],
  w: number[],
): Result {
  const [tx, tw] = [random(x, 1), random(w, 2)];
  return tf.grads(op)([tx, tw], random(op(tx, tw).shape, 3));
}

function backwardKernels(x: Shape4, w: Shape4, strides: [number, number]): Result {
  const { outShape } = tf.backend_util.computeConv2DInfo(x, w, strides, 1, 'same');
  const dy = random(outShape, 3);
  const attributes = { strides, pad: 'same', dataFormat: 'NHWC' };
  const run = (name: string, inputs: Record<string, tf.Tensor>, more: object) =>
    tf.engine().runKernel(name, inputs, { ...attributes, ...more }) as tf.Tensor;
  return [
    run('Conv2DBackpropInput', { dy, filter: random(w, 2) }, { inputShape: x }),
    run('Conv2DBackpropFilter', { x: random(x, 1), dy }, { filterShape: w }),
  ];
}

describe('gradients of conv2d', () => {
  const sizes = [
    { x: [2, 7, 7, 3], w: [3, 3, 3, 5] },
    { x: [1, 8, 5, 2], w: [3, 3, 2, 4] },
    { x: [2, 9, 8, 1], w: [1, 1, 1, 3] },
    { x: [3, 6, 6, 4], w: [4, 4, 4, 2] },
    { x: [1, 7, 10, 2], w: [2, 5, 2, 1] },
  ];
  for (const { x, w } of sizes) {
    for (const stride of [1, 2, 3]) {
      for (const pad of ['same', 'valid', 0, 1] as const) {
        test(`x [${x}], filter [${w}], stride ${stride}, pad ${pad}`, () =>
          expectSame(() => gradients(conv(stride, pad), x, w)));
      }
    }
    // The backend's own forward conv2d writes outside its memory there, so the kernels are called by name.
    for (const strides of [
      [2, 1],
      [1, 3],
    ] as [number, number][]) {
      test(`x [${x}], filter [${w}], stride ${strides}`, () =>
        expectSame(() => backwardKernels(x as Shape4, w as Shape4, strides)));
    }
  }

  test('rows that the stride skips have a gradient of 0', () =>
    expectSame(() => gradients(conv(3, 'valid'), [1, 8, 8, 1], [2, 2, 1, 1])));

  test('supports asymmetric explicit padding', () => {
    const pad: [[number, number], [number, number], [number, number], [number, number]] = [
      [0, 0],
      [2, 0],
      [0, 1],
      [0, 0],
    ];
    const op = (x: tf.Tensor, w: tf.Tensor) =>
      tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, 2, pad as unknown as number);
    return expectSame(() => gradients(op, [1, 6, 7, 2], [3, 3, 2, 2]));
  });

  test('refuses NCHW with a message', () => {
    const attributes = { strides: 1, pad: 'same', dataFormat: 'NCHW', filterShape: [1, 1, 2, 2] };
    const [x, dy] = [random([1, 2, 4, 4], 1), random([1, 2, 4, 4], 2)];
    expect(() => tf.engine().runKernel('Conv2DBackpropFilter', { x, dy }, attributes)).toThrow(
      /NHWC/,
    );
    tf.dispose([x, dy]);
  });
});

test('a transposed convolution and its gradients', () => {
  const op = (x: tf.Tensor, w: tf.Tensor) =>
    tf.conv2dTranspose(x as tf.Tensor4D, w as tf.Tensor4D, [2, 14, 14, 3], 2, 'same');
  return expectSame(() => [
    op(random([2, 7, 7, 4], 1), random([4, 4, 3, 4], 2)),
    ...(gradients(op, [2, 7, 7, 4], [4, 4, 3, 4]) as tf.Tensor[]),
  ]);
});

describe('gradients of depthwiseConv2d', () => {
  for (const [stride, pad, multiplier] of [
    [1, 'same', 1],
    [2, 'same', 2],
    [2, 'valid', 3],
  ] as const) {
    test(`stride ${stride}, pad ${pad}, multiplier ${multiplier}`, () =>
      expectSame(() =>
        gradients(
          (x, w) => tf.depthwiseConv2d(x as tf.Tensor4D, w as tf.Tensor4D, stride, pad),
          [2, 7, 6, 3],
          [3, 3, 3, multiplier],
        ),
      ));
  }
});

describe('matMul and its gradients', () => {
  for (const [m, k, n] of [
    [3, 4, 5],
    [1, 40, 30],
    [40, 30, 1],
    [2, 1, 2],
  ]) {
    for (const [ta, tb] of [
      [false, false],
      [true, false],
      [false, true],
      [true, true],
    ]) {
      test(`[${m},${k}]·[${k},${n}], transposed ${ta}, ${tb}`, () =>
        expectSame(() => {
          const op = (a: tf.Tensor, b: tf.Tensor) => tf.matMul(a, b, ta, tb);
          const [a, b] = [ta ? [k, m] : [m, k], tb ? [n, k] : [k, n]];
          return [op(random(a, 1), random(b, 2)), ...(gradients(op, a, b) as tf.Tensor[])];
        }));
    }
  }

  test('batches, a batch of one, and one matrix for a whole batch', () =>
    expectSame(() => [
      tf.matMul(random([3, 2, 4], 1), random([3, 4, 5], 2)),
      tf.matMul(random([1, 2, 4], 1), random([1, 4, 5], 2)),
      tf.matMul(random([1, 1, 2, 4], 1), random([4, 5], 2)),
      tf.matMul(random([2, 4], 1), random([3, 4, 5], 2)),
    ]));

  test('no rows', () => {
    const result = tf.tidy(() => tf.matMul(tf.zeros([0, 4]), random([4, 5], 2)));
    expect(result.shape).toEqual([0, 5]);
    result.dispose();
  });
});

describe('slice', () => {
  for (const [shape, begin, size] of [
    [[6], [2], [3]],
    [
      [4, 5],
      [1, 0],
      [2, 5],
    ],
    [
      [4, 5],
      [1, 2],
      [3, 2],
    ],
    [
      [3, 4, 5],
      [2, 0, 0],
      [1, 4, 5],
    ],
    [
      [3, 4, 5],
      [1, 1, 1],
      [2, 3, 3],
    ],
    [
      [2, 6, 5, 3],
      [0, 1, 1, 0],
      [2, 4, 3, 3],
    ],
    [
      [2, 3, 2, 4, 2],
      [1, 0, 1, 1, 0],
      [1, 3, 1, 2, 2],
    ],
    [
      [3, 4],
      [1, 0],
      [-1, 0],
    ],
  ]) {
    test(`[${shape}] from [${begin}], [${size}] of it`, () =>
      expectSame(() => tf.slice(random(shape, 1), begin, size)));
  }

  test('integers, truth values and their gradient', () =>
    expectSame(() => {
      const x = random([4, 3, 2], 1);
      const cut = (x: tf.Tensor) => tf.slice(x, [1, 0, 1], [2, 3, 1]);
      return [cut(tf.cast(tf.mul(x, 9), 'int32')), cut(tf.greater(x, 0)), tf.grad(cut)(x)];
    }));

  test('words', () =>
    expect(tf.tidy(() => tf.slice(tf.tensor1d(['a', 'b', 'c']), 1, 2).dataSync())).toEqual([
      'b',
      'c',
    ] as unknown as Float32Array));
});

describe('concat', () => {
  const shapes: [number[][], number][] = [
    [[[2], [3], [1]], 0],
    [
      [
        [3, 1],
        [3, 2],
        [3, 40],
      ],
      1,
    ],
    [
      [
        [2, 3, 2],
        [2, 1, 2],
      ],
      -2,
    ],
    [
      [
        [2, 0],
        [2, 3],
      ],
      1,
    ],
    [
      [
        [0, 2],
        [0, 3],
      ],
      1,
    ],
  ];
  for (const [parts, axis] of shapes) {
    test(`[${parts.join('], [')}] along ${axis}`, () =>
      expectSame(() =>
        tf.concat(
          parts.map((shape, i) => random(shape, i)),
          axis,
        ),
      ));
  }

  test('parts that do not fit together are refused', () =>
    expect(() => tf.concat([tf.ones([2, 3]), tf.ones([3, 2])], 1)).toThrow('Shape of tensors'));

  test('integers and words', async () => {
    await expectSame(() => tf.concat([tf.tensor1d([1, 2], 'int32'), tf.tensor1d([3], 'int32')]));
    const words = tf.concat([tf.tensor1d(['a', 'b']), tf.tensor1d(['c'])]);
    expect(words.dataSync()).toEqual(['a', 'b', 'c']);
    words.dispose();
  });
});

describe('split', () => {
  const splits: [number[], number | number[], number][] = [
    [[6], 3, 0],
    [[4, 5], [1, 4], 1],
    [[4, 60], [20, -1], 1],
    [[2, 3, 4], 2, -1],
    [[4, 5], [0, 5], 1],
    [[0, 4], 2, 1],
  ];
  for (const [shape, sizes, axis] of splits) {
    test(`[${shape}] into ${sizes} along ${axis}`, () =>
      expectSame(() => tf.split(random(shape, 1), sizes, axis)));
  }
});

describe('gather', () => {
  const ids = () => tf.tensor1d([2, 0, 2, 1], 'int32');
  for (const shape of [[3], [3, 2], [3, 2, 30]]) {
    test(`rows of [${shape}]`, () =>
      expectSame(() => [
        tf.gather(random(shape, 1), ids()),
        tf.gather(random(shape, 1), ids().reshape([2, 2])),
        tf.gather(random(shape, 1).toInt(), ids()),
      ]));
  }

  test('columns, batches and no rows', () =>
    expectSame(() => [
      tf.gather(random([2, 3], 1), ids(), 1),
      tf.gather(random([2, 3], 1), ids().reshape([2, 2]), 1, 1),
      tf.gather(random([3, 2], 1), tf.tensor1d([], 'int32')),
      tf.gather(tf.zeros([0, 2]), tf.tensor1d([], 'int32')),
    ]));

  test('refuses an index out of range', () => {
    const rows = () => tf.tidy(() => tf.gather(random([3, 2], 1), tf.tensor1d([3], 'int32')));
    expect(rows).toThrow('the index value 3 is not in [0, 2]');
  });
});

describe('tile', () => {
  for (const [shape, times] of [
    [[5], [3]],
    [
      [4, 1],
      [1, 6],
    ],
    [
      [4, 3],
      [2, 1],
    ],
    [
      [3, 1, 2, 5],
      [1, 4, 1, 1],
    ],
    [
      [2, 3],
      [2, 2],
    ],
    [
      [2, 3],
      [1, 1],
    ],
    [
      [2, 3],
      [0, 1],
    ],
  ]) {
    test(`[${shape}] [${times}] times`, () =>
      expectSame(() => [
        tf.tile(random(shape, 1), times),
        tf.tile(tf.cast(tf.mul(random(shape, 2), 9), 'int32'), times),
      ]));
  }
});

describe('products by sparse matrices', () => {
  for (const [n, m] of [
    [3, 1],
    [2, 3],
    [1, 4],
  ]) {
    for (const transposeA of [false, true]) {
      test(`${n} matrices for ${m} products each, transposed ${transposeA}`, () =>
        expectSame(() => {
          const dense = random(transposeA ? [n, 4, 2] : [n, 2, 4], 1);
          const a = tf.mul(dense, tf.cast(tf.greater(dense, 0.3), 'float32'));
          const b = random([n * m, 4, 5], 2);
          if (tf.getBackend() === 'wasm') {
            return tf.engine().runKernel(SPARSE_PRODUCT, { a, b }, { transposeA }) as tf.Tensor;
          }
          return tf.stack(
            tf.unstack(b).map((own, i) => {
              const matrix = a.gather([Math.floor(i / m)]).squeeze([0]);
              return tf.matMul(matrix as tf.Tensor2D, own as tf.Tensor2D, transposeA);
            }),
          );
        }));
    }
  }

  test('no products', () => {
    const result = tf.tidy(
      () =>
        tf
          .engine()
          .runKernel(
            SPARSE_PRODUCT,
            { a: tf.zeros([0, 2, 4]), b: tf.zeros([0, 4, 5]) },
            { transposeA: false },
          ) as tf.Tensor,
    );
    expect(result.shape).toEqual([0, 2, 5]);
    result.dispose();
  });
});

describe('unsortedSegmentSum', () => {
  test('repeated, missing and out-of-range segments', () =>
    expectSame(() => {
      const ids = tf.tensor1d([2, 0, 2, -1, 7, 2], 'int32');
      return tf.unsortedSegmentSum(random([6, 3, 2], 1), ids, 4);
    }));

  test('the gradient of gather, along any axis', () =>
    expectSame(() => {
      const ids = tf.tensor1d([1, 1, 3, 0], 'int32');
      return [0, 1, 2].map((axis) => {
        const op = (x: tf.Tensor) => tf.gather(x, ids, axis);
        const x = random([4, 5, 4], 1);
        return tf.grad(op)(x, random(op(x).shape, 2));
      });
    }));

  test('no rows at all', () =>
    expectSame(() => tf.unsortedSegmentSum(tf.zeros([0, 3]), tf.tensor1d([], 'int32'), 2)));

  test('integers', () =>
    expectSame(() => {
      const x = tf.tensor2d([1, 2, 3, 4], [2, 2], 'int32');
      return tf.unsortedSegmentSum(x, tf.tensor1d([1, 1], 'int32'), 2);
    }));
});

describe('einsum', () => {
  for (const [equation, ...shapes] of [
    ['ij,jk->ik', [2, 3], [3, 4]],
    ['bij,bjk->bki', [2, 3, 4], [2, 4, 5]],
    ['i,j->ij', [3], [4]],
    ['ij->ji', [2, 3]],
    ['ijk->j', [2, 3, 4]],
    ['bhwc,cd->bhwd', [1, 2, 3, 4], [4, 2]],
  ] as [string, ...number[][]][]) {
    test(equation, () =>
      expectSame(() => tf.einsum(equation, ...shapes.map((shape, i) => random(shape, i + 1)))),
    );
  }
});

test('a tiny training step has the expected losses and leaks no tensor', async () => {
  const before = tf.memory().numTensors;
  await expect(probeTrainingStep()).resolves.toBeUndefined();
  expect(tf.memory().numTensors).toBe(before);
});

test('a backend with wrong results fails the probe', async () => {
  const upstream = tf.getKernel('Relu', 'wasm');
  tf.unregisterKernel('Relu', 'wasm');
  tf.registerKernel({ ...upstream, kernelFunc: ({ inputs }) => tf.neg(inputs.x as tf.Tensor) });
  try {
    await expect(probeTrainingStep()).rejects.toThrow(/the loss before a training step/);
  } finally {
    tf.unregisterKernel('Relu', 'wasm');
    tf.registerKernel(upstream);
  }
  expect((await tinyTrainingStep()).before).toBeGreaterThan(0);
});

test('registering twice changes nothing', () => {
  registerTrainingKernels('wasm');
  registerTrainingKernels('wasm');
  return expectSame(() => tf.matMul(random([2, 9], 1), random([9, 9], 2)));
});
