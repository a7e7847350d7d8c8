import * as tf from '@tensorflow/tfjs';

/** The names of the kernels that a training step with the layers and losses of the turbo loop runs, gradients included. */
export async function traceTrainingStep(): Promise<string[]> {
  await tf.setBackend('cpu');
  const weights = {
    stem: random([3, 3, 3, 4]),
    keypoints: random([3, 3, 4, 4]),
    up: random([4, 4, 3, 4]),
    logits: random([3, 3, 3, 5]),
    hidden: random([196, 8]),
    bias: random([8]),
  };
  const variables = Object.values(weights).map((t) => tf.variable(t));
  const profile = await tf.profile(() => {
    const [stem, keypoints, up, logits, hidden, bias] = variables as unknown as tf.Tensor4D[];
    const { value, grads } = tf.variableGrads(
      () => loss({ stem, keypoints, up, logits, hidden, bias }),
      variables,
    );
    tf.tidy(() => update(variables, grads));
    return value;
  });
  return [...new Set(profile.kernelNames)].sort();
}

type Weights = Record<'stem' | 'keypoints' | 'up' | 'logits' | 'hidden' | 'bias', tf.Tensor4D>;

function loss({ stem, keypoints, up, logits, hidden, bias }: Weights): tf.Scalar {
  const map = tf.relu(tf.conv2d(random([1, 16, 16, 3]) as tf.Tensor4D, stem, 2, 'same'));
  const pooled = pool(map);
  const features = tf.relu(tf.conv2d(pooled, keypoints, 1, 'same'));
  const wide = tf.relu(tf.conv2dTranspose(features, up, [2, 14, 14, 3], 2, 'same')) as tf.Tensor4D;
  const heat = tf.conv2d(tf.image.resizeBilinear(wide, [28, 28]), logits, 1, 'same');
  const visible = tf.oneHot(tf.tensor1d([3, 40], 'int32'), 784).reshape([2, 784, 1]);
  const heatLoss = tf
    .logSoftmax(heat.reshape([2, 784, 5]).transpose([0, 2, 1]))
    .transpose([0, 2, 1]);
  const h = tf.dropout(
    tf.relu(tf.add(tf.matMul(features.reshape([2, -1]), hidden as never), bias)),
    0.5,
  );
  const attention = tf.sigmoid(h.slice([0, 0], [2, 4])).reshape([2, 1, 1, 4]);
  const modulated = tf.concat([features.mul(attention), tf.softmax(features)], 3);
  const [left, right] = tf.split(modulated, 2, 3);
  const { mean, variance } = tf.moments(tf.stack([left, right]).squeeze(), [1, 2], true);
  const normed = tf
    .stack([left, right])
    .sub(mean)
    .div(tf.sqrt(variance.add(1e-5)));
  // Comparisons have no gradient in tfjs, so targets and masks are made of constants.
  const target = tf.greater(random([2, 8]), 0).toFloat();
  const annotated = tf.logicalAnd(tf.less(random([2, 8]), 1), tf.notEqual(random([2, 8]), 0));
  const bce = tf.softplus(h).sub(h.mul(target));
  const absolute = tf.abs(h);
  const smooth = tf
    .minimum(absolute, 1)
    .square()
    .mul(0.5)
    .add(tf.maximum(absolute.sub(1), 0));
  const chosen = tf.gather(h, tf.tensor1d([1, 0, 1], 'int32'));
  const masked = tf.where(tf.greaterEqual(random([3, 8]), 0), chosen, tf.zerosLike(chosen));
  const parts = [
    tf.neg(heatLoss.mul(visible)).sum(),
    normed.mean(),
    bce.mean(),
    smooth.mean(),
    masked.exp().log1p().mean(),
    tf.clipByValue(modulated, -1, 1).max().add(modulated.min()),
    tf.pow(absolute.add(0.1), 0.5).log().mean(),
    tf.tile(chosen, [2, 1]).sum().mul(tf.unstack(h)[0].prod()),
    h.mul(annotated.toFloat()).mean(),
  ];
  return tf.addN(parts) as tf.Scalar;
}

/** RoIAlign's form: interpolation as two batched products. */
function pool(map: tf.Tensor4D): tf.Tensor4D {
  const [, height, width, channels] = map.shape;
  const rows = random([2, 7, height]);
  const columns = random([2, 7, width]);
  const lines = map.reshape([1, height, width * channels]).tile([2, 1, 1]);
  const half = tf.matMul(rows, lines).reshape([2, 7, width, channels]).transpose([0, 2, 1, 3]);
  const full = tf.matMul(columns, half.reshape([2, width, 7 * channels]));
  return full.reshape([2, 7, 7, channels]).transpose<tf.Tensor4D>([0, 2, 1, 3]);
}

function update(variables: tf.Variable[], gradients: tf.NamedTensorMap): void {
  const squares = variables.map(({ name }) => tf.sum(tf.square(gradients[name])));
  const scale = tf.div(1, tf.maximum(tf.sqrt(tf.addN(squares)), 1));
  const finite = tf.isFinite(scale);
  for (const variable of variables) {
    const next = variable
      .sub(gradients[variable.name].mul(scale).mul(0.01))
      .sub(variable.mul(1e-4));
    variable.assign(tf.where(finite, next, variable));
  }
}

const random = (shape: number[]) => tf.randomUniform(shape, -1, 1, 'float32', 7);
