export interface LogisticData {
  /** [n·width] */
  readonly features: Float64Array;
  readonly width: number;
  /** [n]: the group of each row, which has an offset of its own. */
  readonly groups: Int32Array;
  /** [n] 0 or 1 */
  readonly labels: Uint8Array;
}

export interface LogisticOptions {
  /** Ridge penalty on the weights of standardised features, and on the groups' offsets. */
  readonly ridge: number;
  readonly groupRidge: number;
  readonly groupCount: number;
}

export interface Logistic {
  readonly bias: number;
  /** [width], of the features as they are. */
  readonly weights: Float64Array;
  /** [groups] */
  readonly offsets: Float64Array;
}

const STEPS = 25;
const CONVERGED = 1e-6;

/** Logistic regression with a ridge penalty, by Newton's method: the same data give the same numbers. */
export function fitLogistic(data: LogisticData, options: LogisticOptions): Logistic {
  const { width, groups, labels } = data;
  const { rows, means, scales } = standardise(data);
  const size = 1 + width + options.groupCount;
  const ridge = Float64Array.from({ length: size }, (_, i) => {
    if (i === 0) return 1e-6;
    return i <= width ? options.ridge : options.groupRidge;
  });
  const theta = new Float64Array(size);
  for (let step = 0; step < STEPS; step++) {
    const gradient = Float64Array.from(theta, (value, i) => ridge[i] * value);
    const hessian = Array.from({ length: size }, (_, i) => {
      const row = new Float64Array(size);
      row[i] = ridge[i];
      return row;
    });
    for (let n = 0; n < labels.length; n++) {
      const row = rows.subarray(n * width, (n + 1) * width);
      const group = 1 + width + groups[n];
      addRow(theta, row, group, labels[n], gradient, hessian);
    }
    mirrorLower(hessian);
    const delta = solve(hessian, gradient);
    delta.forEach((value, i) => (theta[i] -= value));
    if (delta.every((value) => Math.abs(value) < CONVERGED)) break;
  }
  const weights = Float64Array.from(scales, (scale, i) => theta[1 + i] / scale);
  const shift = weights.reduce((sum, weight, i) => sum + weight * means[i], 0);
  return { bias: theta[0] - shift, weights, offsets: theta.slice(1 + width) };
}

/** Adds one row to the gradient and to the lower half of the Hessian. */
function addRow(
  theta: Float64Array,
  row: Float64Array,
  group: number,
  label: number,
  gradient: Float64Array,
  hessian: readonly Float64Array[],
): void {
  const width = row.length;
  let odds = theta[0] + theta[group];
  for (let i = 0; i < width; i++) odds += theta[1 + i] * row[i];
  const chance = 1 / (1 + Math.exp(-odds));
  const [error, weight] = [chance - label, chance * (1 - chance)];
  gradient[0] += error;
  gradient[group] += error;
  hessian[0][0] += weight;
  hessian[group][0] += weight;
  hessian[group][group] += weight;
  for (let i = 0; i < width; i++) {
    gradient[1 + i] += error * row[i];
    const scaled = weight * row[i];
    const line = hessian[1 + i];
    line[0] += scaled;
    for (let j = 0; j <= i; j++) line[1 + j] += scaled * row[j];
    hessian[group][1 + i] += scaled;
  }
}

function standardise({ features, width, labels }: LogisticData) {
  const count = labels.length;
  const means = new Float64Array(width);
  const scales = new Float64Array(width);
  for (let n = 0; n < count; n++) {
    for (let i = 0; i < width; i++) means[i] += features[n * width + i] / count;
  }
  for (let n = 0; n < count; n++) {
    for (let i = 0; i < width; i++) scales[i] += (features[n * width + i] - means[i]) ** 2 / count;
  }
  // A feature that never changes says nothing; its weight stays 0.
  scales.forEach((variance, i) => (scales[i] = variance > 1e-12 ? Math.sqrt(variance) : Infinity));
  const rows = features.map((value, at) => (value - means[at % width]) / scales[at % width]);
  return { rows, means, scales };
}

function mirrorLower(matrix: readonly Float64Array[]): void {
  matrix.forEach((row, i) => {
    for (let j = 0; j < i; j++) matrix[j][i] = row[j];
  });
}

/** Solves A·x = b for a symmetric positive definite A, by Cholesky's decomposition. */
function solve(matrix: readonly Float64Array[], vector: Float64Array): Float64Array {
  const size = vector.length;
  const lower = matrix.map((row) => row.slice());
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = lower[i][j];
      for (let k = 0; k < j; k++) sum -= lower[i][k] * lower[j][k];
      lower[i][j] = i === j ? Math.sqrt(sum) : sum / lower[j][j];
    }
  }
  const x = vector.slice();
  for (let i = 0; i < size; i++) {
    for (let k = 0; k < i; k++) x[i] -= lower[i][k] * x[k];
    x[i] /= lower[i][i];
  }
  for (let i = size - 1; i >= 0; i--) {
    for (let k = i + 1; k < size; k++) x[i] -= lower[k][i] * x[k];
    x[i] /= lower[i][i];
  }
  return x;
}
