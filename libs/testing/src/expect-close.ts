import * as tf from '@tensorflow/tfjs';

export interface Tolerance {
  /** Tolerance relative to the expected number. Default 1e-4. */
  readonly relative?: number;
  /** Default 1e-5. */
  readonly absolute?: number;
}

/** Asserts |actual - expected| ≤ absolute + relative · |expected| everywhere; NaN equals only NaN, ∞ only ∞. */
export function expectClose(
  actual: tf.Tensor | ArrayLike<number>,
  expected: ArrayLike<number>,
  { relative = 1e-4, absolute = 1e-5 }: Tolerance = {},
): void {
  const values = actual instanceof tf.Tensor ? actual.dataSync() : actual;
  if (values.length !== expected.length) {
    throw new Error(`expectClose: got ${values.length} numbers, expected ${expected.length}`);
  }
  let [worst, excess] = [-1, 1];
  for (let i = 0; i < expected.length; i++) {
    const allowed = absolute + relative * Math.abs(expected[i]);
    const error = inTolerances(values[i], expected[i], allowed);
    if (error > excess) [worst, excess] = [i, error];
  }
  if (worst < 0) return;
  const where = actual instanceof tf.Tensor ? ` at [${coordinates(worst, actual.shape)}]` : '';
  throw new Error(
    `expectClose: got ${values[worst]}, expected ${expected[worst]} at index ${worst}${where}; ` +
      `the difference is ${excess.toPrecision(3)} times the tolerance`,
  );
}

/** The difference in units of the tolerance. */
function inTolerances(a: number, b: number, allowed: number): number {
  if (a === b || (Number.isNaN(a) && Number.isNaN(b))) return 0;
  if (!Number.isFinite(a) || !Number.isFinite(b) || allowed === 0) return Infinity;
  return Math.abs(a - b) / allowed;
}

function coordinates(index: number, shape: readonly number[]): number[] {
  return shape.reduceRight<number[]>((found, size) => {
    found.unshift(index % size);
    index = Math.floor(index / size);
    return found;
  }, []);
}
