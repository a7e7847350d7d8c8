import { join } from 'node:path';
import { expectClose, golden } from '@turbo-hoi/testing';
import { decodeNanodet } from './decode-nanodet';

interface Golden {
  readonly side: number;
  readonly minScore: number;
  readonly levels: { scores: number[]; distances: number[]; cells: number }[];
  readonly boxes: number[];
  readonly scores: number[];
  readonly classes: number[];
}

const expected = golden<Golden>(join(__dirname, '__golden__/nanodet.json'));
const levels = expected.levels.map(({ scores, distances, cells }) => ({
  scores: Float32Array.from(scores),
  distances: Float32Array.from(distances),
  cells,
}));

test('decodes several levels as NumPy does', () => {
  const { boxes, scores, classes } = decodeNanodet(levels, expected.side, expected.minScore);
  expectClose(boxes, expected.boxes);
  expectClose(scores, expected.scores);
  expect([...classes]).toEqual(expected.classes);
});

test('one-hot bins place the edges whole strides from the center of the cell', () => {
  const distances = new Float32Array(4 * 4).fill(-100);
  [0, 1, 2, 3].forEach((bin, edge) => (distances[4 * edge + bin] = 100));
  const level = { scores: Float32Array.of(0.9), distances, cells: 1 };
  expect([...decodeNanodet([level], 8, 0.5).boxes]).toEqual([4, -4, 20, 28]);
});

test('returns nothing if all scores are too low or NaN', () => {
  const nan = levels.map((level) => ({ ...level, scores: level.scores.map(() => NaN) }));
  expect(decodeNanodet(levels, expected.side, 1.1).scores).toHaveLength(0);
  expect(decodeNanodet(nan, expected.side, 0).scores).toHaveLength(0);
});
