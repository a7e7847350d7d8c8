import { expectClose } from '@turbo-hoi/testing';
import type * as tf from '@tensorflow/tfjs';

/** Summary of a map that is too large for a golden file. */
export interface SampledMap {
  readonly shape: readonly number[];
  /** `sample` has every `step`-th number. */
  readonly step: number;
  readonly sample: readonly number[];
  readonly mean: number;
  /** Root of the mean square. */
  readonly rms: number;
}

/** Asserts shape, samples, mean and RMS, to 1e-4 of the number plus 1e-4 of the RMS. */
export function expectMap(actual: tf.Tensor, expected: SampledMap): void {
  expect(actual.shape).toEqual(expected.shape);
  const data = actual.dataSync<'float32'>();
  const near = { relative: 1e-4, absolute: 1e-4 * expected.rms };
  expectClose(
    data.filter((_, i) => i % expected.step === 0),
    expected.sample,
    near,
  );
  const [sum, squares] = data.reduce(([s, q], x) => [s + x, q + x * x], [0, 0]);
  expectClose(
    [sum / data.length, Math.sqrt(squares / data.length)],
    [expected.mean, expected.rms],
    near,
  );
}
