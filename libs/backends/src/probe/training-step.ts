import * as tf from '@tensorflow/tfjs';

/** Losses of a correct backend, computed on tfjs's own `cpu` backend. */
const EXPECTED = { before: 1.1758408, after: 1.0135718 };
const TOLERANCE = 1e-3;

/**
 * Runs one tiny training step on the current backend: convolution, ReLU, resize, gather, matMul, softmax, their
 * gradients and an update. The losses before and after must equal the expected ones, so that a backend with wrong
 * results fails, too.
 *
 * @throws Error with the missing kernel or the wrong loss.
 */
export async function probeTrainingStep(): Promise<void> {
  const { before, after } = await tinyTrainingStep();
  for (const [when, got, expected] of [
    ['before', before, EXPECTED.before],
    ['after', after, EXPECTED.after],
  ] as const) {
    if (!(Math.abs(got - expected) <= TOLERANCE * expected)) {
      throw new Error(`the loss ${when} a training step is ${got}, expected ${expected}`);
    }
  }
}

/** Runs the step without leaking tensors and returns the loss on the same data before and after it. */
export async function tinyTrainingStep(): Promise<{ before: number; after: number }> {
  const kernel = tf.tidy(() => tf.variable(ramp([3, 3, 2, 4], 2)));
  const weights = tf.tidy(() => tf.variable(ramp([144, 3], 0.3)));
  const parameters = [kernel, weights];
  try {
    const { value, grads } = tf.variableGrads(tinyLoss(kernel, weights), parameters);
    // WebGPU reads back asynchronously only.
    const [before] = await value.data();
    tf.tidy(() => {
      for (const parameter of parameters) {
        parameter.assign(parameter.sub(grads[parameter.name].mul(LEARNING_RATE)));
      }
    });
    tf.dispose([value, grads]);
    const after = tf.tidy(tinyLoss(kernel, weights));
    try {
      return { before, after: (await after.data())[0] };
    } finally {
      after.dispose();
    }
  } finally {
    tf.dispose(parameters);
  }
}

const LEARNING_RATE = 0.02;

function tinyLoss(kernel: tf.Tensor, weights: tf.Tensor): () => tf.Scalar {
  return () => {
    const image = ramp([2, 8, 8, 2], 1) as tf.Tensor4D;
    const labels = tf.oneHot(tf.tensor1d([0, 1, 2], 'int32'), 3);
    const features = tf.relu(tf.conv2d(image, kernel as tf.Tensor4D, 2, 'same'));
    const pooled = tf.image.resizeBilinear(features, [6, 6]).reshape([2, 144]);
    const chosen = tf.gather(pooled, tf.tensor1d([1, 0, 1], 'int32'));
    return tf.losses.softmaxCrossEntropy(labels, tf.matMul(chosen, weights)).asScalar();
  };
}

/** Numbers without symmetry, so that a wrong layout changes the result. */
function ramp(shape: number[], scale: number): tf.Tensor {
  const size = tf.util.sizeFromShape(shape);
  const values = Float32Array.from({ length: size }, (_, i) => ((i * i * 7 + i * 3) % 31) / 15 - 1);
  return tf.tensor(values, shape).mul(scale);
}
