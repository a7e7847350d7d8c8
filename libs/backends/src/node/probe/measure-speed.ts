import * as tf from '@tensorflow/tfjs';

/** Speed of a backend in the main operations of training, in GFLOP/s. */
export interface Speed {
  /** 3×3 convolution of 48 channels on 4×14×14, forward and both gradients. */
  readonly conv: number;
  /** 256³ matrix product. */
  readonly matMul: number;
}

/** Measures the active backend; takes about half a second. */
export async function measureSpeed(): Promise<Speed> {
  const x = tf.randomUniform([4, 14, 14, 48], -1, 1, 'float32', 1) as tf.Tensor4D;
  const w = tf.randomUniform([3, 3, 48, 48], -1, 1, 'float32', 2) as tf.Tensor4D;
  const a = tf.randomUniform([256, 256], -1, 1, 'float32', 3) as tf.Tensor2D;
  const backward = tf.grads((x: tf.Tensor, w: tf.Tensor) =>
    tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, 1, 'same').sum(),
  );
  const convFlops = 3 * 2 * 4 * 14 * 14 * 9 * 48 * 48;
  const speed = {
    conv: await gigaflops(convFlops, () => backward([x, w])),
    matMul: await gigaflops(2 * 256 ** 3, () => [tf.matMul(a, a)]),
  };
  tf.dispose([x, w, a]);
  return speed;
}

async function gigaflops(flops: number, work: () => tf.Tensor[]): Promise<number> {
  const once = async () => {
    const results = tf.tidy(work);
    // A GPU works asynchronously; reading a result back waits until it is done.
    for (const result of results) await result.data();
    tf.dispose(results);
  };
  // The first run includes one-time preparation; for a slow backend it is accurate enough.
  const first = await milliseconds(once);
  if (first > BUDGET_MS) return flops / first / 1e6;
  let total = 0;
  let repeats = 0;
  for (; total < BUDGET_MS; repeats++) total += await milliseconds(once);
  return (flops * repeats) / total / 1e6;
}

const BUDGET_MS = 200;

async function milliseconds(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
