import * as tf from '@tensorflow/tfjs';

/** How fast a backend is at what training does most, in GFLOP/s. */
export interface Speed {
  /** 3×3 convolution of 48 channels on 16×7×7, forward and both gradients. */
  readonly conv: number;
  /** 512³ matrix product. */
  readonly matMul: number;
}

/** Takes about half a second. */
export async function measureSpeed(): Promise<Speed> {
  const x = tf.randomUniform([16, 14, 14, 48], -1, 1, 'float32', 1) as tf.Tensor4D;
  const w = tf.randomUniform([3, 3, 48, 48], -1, 1, 'float32', 2) as tf.Tensor4D;
  const a = tf.randomUniform([512, 512], -1, 1, 'float32', 3) as tf.Tensor2D;
  const backward = tf.grads((x: tf.Tensor, w: tf.Tensor) =>
    tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, 1, 'same').sum(),
  );
  const convFlops = 3 * 2 * 16 * 14 * 14 * 9 * 48 * 48;
  const speed = {
    conv: await gigaflops(convFlops, () => backward([x, w])),
    matMul: await gigaflops(2 * 512 ** 3, () => [tf.matMul(a, a)]),
  };
  tf.dispose([x, w, a]);
  return speed;
}

async function gigaflops(flops: number, work: () => tf.Tensor[]): Promise<number> {
  const once = async () => {
    const results = tf.tidy(work);
    // A GPU works in the background: only reading back tells when it is done.
    for (const result of results) await result.data();
    tf.dispose(results);
  };
  await once();
  const start = performance.now();
  let repeats = 0;
  do {
    await once();
    repeats++;
  } while (performance.now() - start < 200);
  return (flops * repeats) / (performance.now() - start) / 1e6;
}
