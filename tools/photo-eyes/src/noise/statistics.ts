/** Standard deviation of a normal distribution of mean 0 by the median of its absolute values. */
export const NORMAL_OF_MEDIAN = 1.4826;

/** Mean and standard deviation; zeros without values. */
export function normalOf(values: readonly number[]): [mean: number, deviation: number] {
  if (values.length === 0) return [0, 0];
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return [mean, Math.sqrt(variance)];
}

/** The value below which the given share lies; NaN without values. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(share * (sorted.length - 1))] ?? NaN;
}

/** Least squares of y = a + b · x: a, b and the standard deviation of what remains. */
export function lineOf(x: readonly number[], y: readonly number[]): [number, number, number] {
  const [meanX, meanY] = [normalOf(x)[0], normalOf(y)[0]];
  let [xy, xx] = [0, 0];
  x.forEach((value, i) => {
    xy += (value - meanX) * (y[i] - meanY);
    xx += (value - meanX) ** 2;
  });
  const slope = xx > 0 ? xy / xx : 0;
  const start = meanY - slope * meanX;
  const [, deviation] = normalOf(y.map((value, i) => value - start - slope * x[i]));
  return [start, slope, deviation];
}

export function logit(chance: number): number {
  const bounded = Math.min(Math.max(chance, 1e-3), 1 - 1e-3);
  return Math.log(bounded / (1 - bounded));
}
