import * as tf from '@tensorflow/tfjs';

export interface Tolerance {
  /** Of the expected number. Default 1e-4. */
  readonly relative?: number;
  /** Default 1e-5. */
  readonly absolute?: number;
}

/** Asserts |actual - expected| ≤ absolute + relative · |expected| for every number; NaN equals NaN, ∞ equals ∞. */
export function expectClose(
  actual: tf.Tensor | ArrayLike<number>,
  expected: ArrayLike<number>,
  { relative = 1e-4, absolute = 1e-5 }: Tolerance = {},
): void {
  const values = actual instanceof tf.Tensor ? actual.dataSync() : actual;
  if (values.length !== expected.length) {
    throw new Error(`expectClose: got ${values.length} numbers, expected ${expected.length}`);
  }
  let worst = { index: -1, excess: 1 };
  for (let index = 0; index < expected.length; index++) {
    const excess = excessOf(values[index], expected[index], relative, absolute);
    if (excess > worst.excess) worst = { index, excess };
  }
  const { index, excess } = worst;
  if (index >= 0) {
    throw new Error(
      `expectClose: index ${index}${place(actual, index)}: got ${values[index]}, expected ${expected[index]}, ` +
        `${excess.toFixed(2)} times the tolerance`,
    );
  }
}

/** The error in units of the tolerance. */
function excessOf(a: number, b: number, relative: number, absolute: number): number {
  if (Object.is(a, b) || a === b) return 0;
  if (!Number.isFinite(a) || !Number.isFinite(b)) return Infinity;
  const error = Math.abs(a - b);
  const allowed = absolute + relative * Math.abs(b);
  return allowed > 0 ? error / allowed : Infinity;
}

/** ` at [1,0,2]` of a tensor. */
function place(actual: tf.Tensor | ArrayLike<number>, index: number): string {
  if (!(actual instanceof tf.Tensor)) return '';
  const coordinates: number[] = [];
  for (const size of [...actual.shape].reverse()) {
    coordinates.unshift(index % size);
    index = Math.floor(index / size);
  }
  return ` at [${coordinates}]`;
}
