import { decodeMaps, type NanodetMap } from './decode-maps';

const BINS = 11;

/** Two rows of three cells, with a score of 0.5 for class 7 in the last; the distances' logits are 100 at the given bins. */
function mapOf(bins: readonly number[]): NanodetMap {
  const scores = new Float32Array(80 * 6);
  scores[7 * 6 + 5] = 0.5;
  scores[8 * 6 + 5] = NaN;
  const distances = new Float32Array(4 * BINS * 6);
  bins.forEach((bin, edge) => (distances[(edge * BINS + bin) * 6 + 5] = 100));
  return { scores, distances, across: 3, stride: 16 };
}

test('decodes a cell of a map that is not square', () => {
  const { boxes, scores, classes } = decodeMaps([mapOf([2, 1, 0, 3])], 0.3);
  // The cell's center is at (2.5, 1.5) strides.
  expect([...boxes]).toEqual([0.5 * 16, 0.5 * 16, 2.5 * 16, 4.5 * 16]);
  expect([[...scores], [...classes]]).toEqual([[0.5], [7]]);
});

test('a flat distribution means the middle bin', () => {
  const map = { ...mapOf([]), distances: new Float32Array(4 * BINS * 6) };
  expect(decodeMaps([map], 0.3).boxes[0]).toBeCloseTo((2.5 - 5) * 16, 4);
});

test('leaves out scores below the threshold and NaN', () => {
  expect(decodeMaps([mapOf([0, 0, 0, 0])], 0.6).scores).toHaveLength(0);
  expect(decodeMaps([], 0.1).boxes).toHaveLength(0);
});
