/** Of a sample: mean, standard deviation, and half the width of the 95 % interval of the mean (Student's t). */
export interface Estimate {
  readonly values: readonly number[];
  readonly count: number;
  readonly mean: number;
  readonly deviation: number;
  /** NaN for a single number. */
  readonly margin: number;
}

export function estimate(values: readonly number[]): Estimate {
  const count = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const deviation = Math.sqrt(squares / (count - 1));
  const margin = (quantile(count - 1) * deviation) / Math.sqrt(count);
  return { values, count, mean, deviation, margin };
}

/** Of at least one value; of an even number of them, the upper one in the middle. */
export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1];

/** 97.5 % quantiles of Student's t for 1, 2, … degrees of freedom. */
const QUANTILES = [
  12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145,
  2.131, 2.12, 2.11, 2.101, 2.093,
];

function quantile(freedom: number): number {
  return freedom < 1 ? NaN : (QUANTILES[freedom - 1] ?? 2.09);
}
