import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { anchorAt, anchorGrid, anchorShapes } from './anchors';
import { type LevelScores, selectProposals } from './select-proposals';
import { topScores } from './top-scores';

const read = (name: string) =>
  JSON.parse(readFileSync(join(__dirname, `__golden__/${name}.json`), 'utf8'));

interface AnchorCase {
  readonly sizes: number[][];
  readonly maps: [number, number][];
  readonly height: number;
  readonly width: number;
  readonly anchors: number[];
}

const RATIOS = [0.5, 1, 2];

test.each(read('anchors') as AnchorCase[])(
  'anchors of sizes $sizes are those of AnchorGenerator',
  ({ sizes, maps, anchors, ...image }) => {
    const found = sizes.flatMap((own, i) => {
      const grid = anchorGrid(anchorShapes(own, RATIOS), maps[i], image);
      const count = maps[i][0] * maps[i][1] * grid.shapes.length;
      return Array.from({ length: count }, (_, a) => anchorAt(grid, a)).flat();
    });
    expect(found.map((edge) => edge + 0)).toEqual(anchors.map((edge) => edge + 0));
  },
);

interface Size {
  readonly height: number;
  readonly width: number;
}

interface ProposalCase {
  readonly padded: Size;
  readonly image: Size;
  readonly beforeNms: number;
  readonly afterNms: number;
  readonly iou: number;
  readonly levels: {
    size: number;
    rows: number;
    columns: number;
    objectness: number[];
    deltas: number[];
  }[];
  readonly boxes: number[];
}

const { padded, image, boxes, levels, ...options } = read('proposals') as ProposalCase;

const given = levels.map(({ size, rows, columns, objectness, deltas }): LevelScores => ({
  grid: anchorGrid(anchorShapes([size], RATIOS), [rows, columns], padded),
  objectness: Float32Array.from(objectness),
  deltas: Float32Array.from(deltas),
}));

test('proposals are those of RegionProposalNetwork, best first', () => {
  const found = selectProposals(given, image, options);
  expect(found.boxes).toHaveLength(boxes.length);
  found.boxes.forEach((edge, i) => expect(Math.abs(edge - boxes[i])).toBeLessThan(1e-4));
  expect([...found.scores]).toEqual([...found.scores].sort((a, b) => b - a));
});

test('a level that is not a number proposes nothing', () => {
  const broken = given.map((level) => ({ ...level, objectness: level.objectness.map(() => NaN) }));
  expect(selectProposals(broken, image, options).boxes).toHaveLength(0);
});

test('the top scores come best first, ties in order, NaN never', () => {
  const scores = Float32Array.of(1, 5, NaN, 3, 5, 2);
  expect([...topScores(scores, 3)]).toEqual([1, 4, 3]);
  expect([...topScores(scores, 1)]).toEqual([1]);
  expect([...topScores(scores, 99)]).toEqual([1, 4, 3, 5, 0]);
  expect([...topScores(new Float32Array(0), 3)]).toEqual([]);
});
