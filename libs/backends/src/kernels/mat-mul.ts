import * as tf from '@tensorflow/tfjs';

type Product = (a: tf.Tensor2D, b: tf.Tensor2D) => tf.Tensor2D;

/** How much larger b must be than a before two more transpositions cost less than packing b. */
const WORTH_SWAPPING = 4;

/**
 * op(a)·op(b) by a product that knows no transposition and packs its right operand first, as XNNPACK does.
 * Weights change every step, so that nothing packed is used twice: the smaller operand goes to the right, by (a·b)ᵀ = bᵀ·aᵀ.
 */
export function matMulByPlainProduct(
  a: tf.Tensor2D,
  b: tf.Tensor2D,
  transposeA: boolean,
  transposeB: boolean,
  product: Product,
): tf.Tensor2D {
  return tf.tidy(() => {
    const turn = (x: tf.Tensor2D, needed: boolean) => (needed ? tf.transpose(x) : x);
    if (b.size <= WORTH_SWAPPING * a.size) return product(turn(a, transposeA), turn(b, transposeB));
    return tf.transpose(product(turn(b, !transposeB), turn(a, !transposeA)));
  });
}
