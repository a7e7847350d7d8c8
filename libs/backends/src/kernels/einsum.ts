import * as tf from '@tensorflow/tfjs';

/**
 * Einstein summation by broadcasting: every operand gets an axis for each letter, and their product is summed over the
 * letters that the result lacks.
 */
export function einsum(equation: string, operands: readonly tf.Tensor[]): tf.Tensor {
  const { allDims, summedDims, idDims } = tf.backend_util.decodeEinsumEquation(
    equation,
    operands.length,
  );
  tf.backend_util.checkEinsumDimSizes(allDims.length, idDims, [...operands]);
  return tf.tidy(() => {
    const spread = operands.map((operand, i) => {
      const order = idDims[i].map((_, axis) => axis).sort((p, q) => idDims[i][p] - idDims[i][q]);
      const shape = allDims.map((_, letter) => {
        const axis = idDims[i].indexOf(letter);
        return axis < 0 ? 1 : operand.shape[axis];
      });
      return operand.transpose(order).reshape(shape);
    });
    const product = spread.reduce((a, b) => tf.mul(a, b));
    return summedDims.length > 0 ? product.sum(summedDims) : product;
  });
}
