/** The largest difference of two maps relative to the expected value, or to the map's typical value if that is larger. */
export function relativeError(found: Float32Array, expected: Float32Array): number {
  if (found.length !== expected.length) return Infinity;
  const typical = Math.sqrt(expected.reduce((sum, x) => sum + x * x, 0) / expected.length);
  let largest = 0;
  for (let i = 0; i < expected.length; i++) {
    const error = Math.abs(found[i] - expected[i]) / Math.max(Math.abs(expected[i]), typical);
    if (!(error <= largest)) largest = error;
    if (Number.isNaN(largest)) break;
  }
  return largest;
}
