import * as tf from '@tensorflow/tfjs';

type Product = (a: tf.Tensor2D, b: tf.Tensor2D) => tf.Tensor2D;

/** Size ratio of b to a from which two more transpositions cost less than packing b. */
const WORTH_SWAPPING = 4;

/**
 * op(a)·op(b) by a product without transposition that packs its right operand first, as XNNPACK does.
 * Weights change every step, so a packed operand is never reused: the smaller operand is put on the right, by (a·b)ᵀ =
 * bᵀ·aᵀ.
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
